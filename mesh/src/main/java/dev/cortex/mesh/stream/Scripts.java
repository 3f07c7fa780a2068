package dev.cortex.mesh.stream;

/**
 * What must happen in Redis as one. They are sent whole each time (EVAL): a few hundred bytes, and nothing to reload
 * after Redis was restarted. Each names all its keys.
 */
final class Scripts {
    /** KEYS streams in the order to read; ARGV group, consumer, room. Returns what XREADGROUP returns, at most room entries. */
    static final String READ = """
            local room = tonumber(ARGV[3])
            local out = {}
            for _, key in ipairs(KEYS) do
              if room < 1 then break end
              local reply = redis.pcall('XREADGROUP', 'GROUP', ARGV[1], ARGV[2], 'COUNT', room, 'STREAMS', key, '>')
              if reply and reply.err and string.find(reply.err, 'NOGROUP', 1, true) then
                redis.call('XGROUP', 'CREATE', key, ARGV[1], '0', 'MKSTREAM')
                reply = redis.pcall('XREADGROUP', 'GROUP', ARGV[1], ARGV[2], 'COUNT', room, 'STREAMS', key, '>')
              end
              if reply and reply.err then
                if #out == 0 then return reply end
                break
              end
              if reply then
                out[#out + 1] = reply[1]
                room = room - #reply[1][2]
              end
            end
            return out
            """;

    /** KEYS stream; ARGV group, "1" to delete what is acknowledged, then entry ids. */
    static final String FINISH = """
            local ids = {}
            for i = 3, #ARGV do ids[#ids + 1] = ARGV[i] end
            redis.call('XACK', KEYS[1], ARGV[1], unpack(ids))
            if ARGV[2] == '1' then redis.call('XDEL', KEYS[1], unpack(ids)) end
            return #ids
            """;

    /**
     * KEYS stream, dead-letter stream; ARGV group, "1" to delete, entry id, length to trim to, then fields. The letter is written before
     * the entry is given up, and only while the entry is pending, so that a repetition after a lost answer writes no
     * second one. Without the group (Redis was wiped) it is written too: better twice than never.
     */
    static final String BURY = """
            local pending = redis.pcall('XPENDING', KEYS[1], ARGV[1], ARGV[3], ARGV[3], 1)
            if pending.err or #pending > 0 then
              local fields = {}
              for i = 5, #ARGV do fields[#fields + 1] = ARGV[i] end
              redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[4], '*', unpack(fields))
            end
            redis.call('XACK', KEYS[1], ARGV[1], ARGV[3])
            if ARGV[2] == '1' then redis.call('XDEL', KEYS[1], ARGV[3]) end
            return 1
            """;

    /** KEYS stream; ARGV group, consumer, then entry ids. Renews the lease of those that are still the consumer's own. */
    static final String RENEW = """
            local renewed = 0
            for i = 3, #ARGV do
              local own = redis.pcall('XPENDING', KEYS[1], ARGV[1], ARGV[i], ARGV[i], 1, ARGV[2])
              if own.err then break end
              if #own > 0 then
                redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, ARGV[i], 'JUSTID')
                renewed = renewed + 1
              end
            end
            return renewed
            """;

    /**
     * KEYS stream; ARGV group, consumer. Removes a consumer that has nothing pending: with pending entries its removal
     * would lose them.
     */
    static final String LEAVE = """
            local pending = redis.pcall('XPENDING', KEYS[1], ARGV[1], '-', '+', 1, ARGV[2])
            if pending.err or #pending > 0 then return 0 end
            return redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], ARGV[2])
            """;

    private Scripts() {}
}
