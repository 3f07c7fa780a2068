package dev.cortex.achievement.progress;

/** What must be compared and written in one step. Each works on one key, so it runs on a cluster too. */
final class CacheScripts {
    private CacheScripts() {}

    static final String KEEP = """
            local at = redis.call('HGET', KEYS[1], 'at')
            if at and tonumber(at) > tonumber(ARGV[1]) then return 0 end
            local moved = redis.call('HGET', KEYS[1], 'moved')
            if at and moved and tonumber(at) == tonumber(ARGV[1]) and tonumber(moved) > tonumber(ARGV[5]) then return 0 end
            local outdated = redis.call('HGET', KEYS[1], 'outdated')
            if outdated and tonumber(outdated) >= tonumber(ARGV[1]) then return 0 end
            redis.call('HSET', KEYS[1], 'at', ARGV[1], 'fresh', ARGV[2], 'body', ARGV[3], 'moved', ARGV[5])
            redis.call('HDEL', KEYS[1], 'failed', 'until', 'outdated')
            redis.call('PEXPIRE', KEYS[1], ARGV[4])
            return 1
            """;

    static final String RENEW = """
            local at = redis.call('HGET', KEYS[1], 'at')
            if not at or tonumber(at) > tonumber(ARGV[1]) then return 0 end
            if tonumber(at) < tonumber(ARGV[1]) then return redis.call('HDEL', KEYS[1], 'at', 'fresh', 'body', 'moved') end
            local moved = redis.call('HGET', KEYS[1], 'moved')
            if moved and tonumber(moved) > tonumber(ARGV[3]) then return 0 end
            redis.call('HSET', KEYS[1], 'body', ARGV[2], 'moved', ARGV[3])
            return 1
            """;

    /** The note carries which answer it is about: it needs not be taken away when another is kept. */
    static final String CONFIRM = """
            if redis.call('HGET', KEYS[1], 'at') ~= ARGV[1] then return 0 end
            return redis.call('HSET', KEYS[1], 'validated', ARGV[1] .. ':' .. ARGV[2])
            """;

    static final String KEEP_FAILURE = """
            redis.call('HSET', KEYS[1], 'failed', ARGV[1], 'until', ARGV[2])
            if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
            return 1
            """;

    static final String FORGET = """
            local at = redis.call('HGET', KEYS[1], 'at')
            if at and tonumber(at) > tonumber(ARGV[1]) then return 0 end
            if at then redis.call('HDEL', KEYS[1], 'at', 'fresh', 'body', 'moved', 'failed', 'until') end
            local outdated = redis.call('HGET', KEYS[1], 'outdated')
            if not outdated or tonumber(outdated) < tonumber(ARGV[1]) then redis.call('HSET', KEYS[1], 'outdated', ARGV[1]) end
            if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
            return 1
            """;

    static final String RELEASE = """
            if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
            return 0
            """;
}
