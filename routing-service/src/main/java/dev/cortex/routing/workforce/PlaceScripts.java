package dev.cortex.routing.workforce;

/**
 * What must happen in Redis as one. ARGV[1] is the prefix of a space's keys:
 *
 * <pre>
 * {prefix}known             there while the places were compared with the database lately
 * {prefix}expert:{expert}   sorted set: task by the time (ms) at which its place is given up
 * {prefix}task:{task}       the expert whose place it has
 * </pre>
 */
final class PlaceScripts {
    private static final String NOW = """
            local t = redis.call('TIME')
            local now = t[1] * 1000 + math.floor(t[2] / 1000)
            """;

    /**
     * ARGV prefix, keep (ms), then a task each: id, number of choices, and expert and capacity (0: no limit) of each.
     * Returns false when nothing is known, else expert and 1 (over) or 0 a task. A task that has a place keeps it.
     */
    static final String TAKE = NOW + """
            local prefix, keep = ARGV[1], tonumber(ARGV[2])
            if redis.call('EXISTS', prefix .. 'known') == 0 then return false end
            local out = {}
            local at = 3
            while at <= #ARGV do
              local task, count = ARGV[at], tonumber(ARGV[at + 1])
              at = at + 2
              local held = redis.call('GET', prefix .. 'task:' .. task)
              local expert, capacity, over
              for c = at, at + 2 * (count - 1), 2 do
                local key = prefix .. 'expert:' .. ARGV[c]
                local limit = tonumber(ARGV[c + 1])
                local free = limit == 0 or held == ARGV[c]
                if not free then
                  redis.call('ZREMRANGEBYSCORE', key, '-inf', now)
                  free = redis.call('ZCARD', key) < limit
                end
                if free then
                  expert, capacity, over = ARGV[c], limit, 0
                  break
                end
              end
              if not expert then
                expert, capacity, over = ARGV[at], tonumber(ARGV[at + 1]), 1
              end
              if held and held ~= expert then
                redis.call('ZREM', prefix .. 'expert:' .. held, task)
                redis.call('DEL', prefix .. 'task:' .. task)
              end
              if capacity > 0 then
                redis.call('ZADD', prefix .. 'expert:' .. expert, now + keep, task)
                redis.call('PEXPIRE', prefix .. 'expert:' .. expert, keep)
                redis.call('SET', prefix .. 'task:' .. task, expert, 'PX', keep)
              end
              out[#out + 1] = expert
              out[#out + 1] = over
              at = at + 2 * count
            end
            return out
            """;

    /** ARGV prefix, then tasks. */
    static final String LEAVE = """
            for at = 2, #ARGV do
              local key = ARGV[1] .. 'task:' .. ARGV[at]
              local expert = redis.call('GET', key)
              if expert then
                redis.call('ZREM', ARGV[1] .. 'expert:' .. expert, ARGV[at])
                redis.call('DEL', key)
              end
            end
            return 1
            """;

    /** ARGV prefix, then task, expert and how long (ms) its place is kept, each. Those that have a place keep it. */
    static final String FILL = NOW + """
            for at = 2, #ARGV, 3 do
              local keep = tonumber(ARGV[at + 2])
              if redis.call('SET', ARGV[1] .. 'task:' .. ARGV[at], ARGV[at + 1], 'PX', keep, 'NX') then
                local key = ARGV[1] .. 'expert:' .. ARGV[at + 1]
                redis.call('ZADD', key, now + keep, ARGV[at])
                if redis.call('PTTL', key) < keep then redis.call('PEXPIRE', key, keep) end
              end
            end
            return 1
            """;

    private PlaceScripts() {}
}
