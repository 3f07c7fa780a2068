package dev.cortex.achievement.budget;

/**
 * The decisions of {@link Ledger} where all replicas see them: each is one script, so no two replicas take the same points.
 *
 * <pre>
 * cortex:achievement:{budget}:PURSE               hash: blocked (ms), refused, strikes; RESOURCE.limit, .told, .reset (ms), .kept, .lost
 * cortex:achievement:{budget}:PURSE:RESOURCE      hash: requests by step of six seconds
 * cortex:achievement:{budget}:PURSE:flights       set:  LEASE:RESOURCE:POINTS by when it ends (ms)
 * </pre>
 *
 * <p>A purse is named by a digest of its token, never by the token. The braces put all keys into one slot of a cluster.
 */
final class PoolScripts {
    private PoolScripts() {}

    /** {@code first, same, window, refused, slowed, strikesMax} are {@link PoolRules}' constants, put in once. */
    private static final String COMMON = """
            local first, same, window, refused = %d, %d, %d, %d
            local slowed, strikes_max, step, steps = %d, %d, %d, %d
            local function load(purse, resource, now)
              local f = redis.call('HMGET', purse, resource .. '.limit', resource .. '.told', resource .. '.reset', resource .. '.kept', resource .. '.lost')
              local p = {limit = tonumber(f[1]) or first, told = tonumber(f[2]) or first, reset = tonumber(f[3]) or 0, kept = tonumber(f[4]) or 0, lost = tonumber(f[5]) or 0}
              if p.reset > 0 and now >= p.reset then p.told, p.reset = p.limit + p.lost, 0 end
              return p
            end
            local function save(purse, resource, p)
              redis.call('HSET', purse, resource .. '.limit', p.limit, resource .. '.told', p.told, resource .. '.reset', p.reset, resource .. '.kept', p.kept, resource .. '.lost', p.lost)
              redis.call('PEXPIRE', purse, 2 * window)
            end
            local function tell(p, limit, remaining, reset, lost, now)
              if reset <= now or (p.reset > 0 and reset < p.reset - same) then return end
              if p.reset > 0 and reset <= p.reset + same then
                p.told = math.min(p.told, remaining + lost)
              else
                p.told, p.reset = remaining + lost, reset
              end
              p.limit = limit
            end
            local function expire(purse, flights, now)
              for _, flight in ipairs(redis.call('ZRANGEBYSCORE', flights, '-inf', now)) do
                local resource, points = string.match(flight, ':(%%a+):(%%d+)$')
                local p = load(purse, resource, now)
                p.kept, p.lost = p.kept - points, p.lost + points
                save(purse, resource, p)
                redis.call('ZREM', flights, flight)
              end
            end
            """.formatted(
                    PoolRules.POINTS_AT_FIRST,
                    PoolRules.SAME_WINDOW.toMillis(),
                    PoolRules.WINDOW.toMillis(),
                    PoolRules.REFUSED.toMillis(),
                    PoolRules.SLOWED_MIN.toMillis(),
                    PoolRules.STRIKES_MAX,
                    PoolRules.STEP.toMillis(),
                    PoolRules.STEPS);

    /**
     * KEYS: hash, minute and flights of each purse. ARGV: now, resource, points, reserve, minuteMax, flightsMax, lease (ms),
     * lease id; then of each purse what this replica heard last: limit, remaining, reset (0 for nothing).
     *
     * Answers {1, index, lost} or {0, obstacle, until}.
     */
    static final String TAKE = COMMON + """
            local now, resource, points = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3])
            local reserve, minute_max, flights_max = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
            local at = math.floor(now / step)
            local best, most, why, soonest = 0, -1, 'penniless', math.huge
            local function obstacle(name, till)
              if till < soonest or why == 'penniless' then why, soonest = name, till end
            end
            local states = {}
            for i = 1, #KEYS / 3 do
              local purse, minute, flights = KEYS[3 * i - 2], KEYS[3 * i - 1], KEYS[3 * i]
              expire(purse, flights, now)
              local p = load(purse, resource, now)
              local heard = tonumber(ARGV[8 + 3 * i])
              if heard > 0 then tell(p, tonumber(ARGV[6 + 3 * i]), tonumber(ARGV[7 + 3 * i]), heard, p.lost, now) end
              states[i] = p
              local left = p.told - p.lost - p.kept
              local health = redis.call('HMGET', purse, 'blocked', 'refused')
              local blocked = tonumber(health[1]) or 0
              if now < blocked then
                if health[2] == '1' then obstacle('refused', math.huge) else obstacle('slowed', blocked) end
              elseif left - math.floor(p.limit * reserve) < points then
                obstacle('spent', p.reset > 0 and p.reset or now + window)
              else
                local spent, oldest = 0, at
                local each = redis.call('HGETALL', minute)
                for j = 1, #each, 2 do
                  local started = tonumber(each[j])
                  if started < at - steps then
                    redis.call('HDEL', minute, each[j])
                  else
                    spent = spent + tonumber(each[j + 1])
                    oldest = math.min(oldest, started)
                  end
                end
                if spent >= minute_max then
                  obstacle('slowed', (oldest + steps + 1) * step)
                elseif redis.call('ZCARD', flights) >= flights_max then
                  obstacle('crowded', 0)
                elseif left > most then
                  best, most = i, left
                end
              end
            end
            if best == 0 then
              return {0, why, string.format('%.0f', soonest == math.huge and 0 or soonest)}
            end
            local p = states[best]
            p.kept = p.kept + points
            save(KEYS[3 * best - 2], resource, p)
            redis.call('HINCRBY', KEYS[3 * best - 1], at, 1)
            redis.call('PEXPIRE', KEYS[3 * best - 1], (steps + 2) * step)
            redis.call('ZADD', KEYS[3 * best], now + tonumber(ARGV[7]), ARGV[8] .. ':' .. resource .. ':' .. ARGV[3])
            redis.call('PEXPIRE', KEYS[3 * best], window)
            return {1, best, p.lost}
            """;

    /**
     * KEYS: hash and flights of the purse. ARGV: now, resource, points, lease id, verdict, cost, told limit, remaining, reset
     * (0 for nothing), until (0 for nothing), chance, lost when it was taken.
     */
    static final String SETTLE = COMMON + """
            local now, resource, points, verdict = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), ARGV[5]
            local p = load(KEYS[1], resource, now)
            local known = redis.call('ZREM', KEYS[2], ARGV[4] .. ':' .. resource .. ':' .. ARGV[3]) == 1
            if known then p.kept = p.kept - points end
            local health = redis.call('HMGET', KEYS[1], 'blocked', 'strikes')
            local blocked, strikes = tonumber(health[1]) or 0, tonumber(health[2]) or 0
            local function block(till, for_good)
              if till > blocked then redis.call('HSET', KEYS[1], 'blocked', till, 'refused', for_good) end
            end
            if verdict == 'taken' then
              if tonumber(ARGV[9]) > 0 then
                tell(p, tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[12]), now)
              elseif known then
                p.lost = p.lost + tonumber(ARGV[6])
              end
              if now >= blocked and strikes > 0 then redis.call('HSET', KEYS[1], 'strikes', 0) end
            elseif verdict == 'spent' then
              p.told, p.reset = p.lost, tonumber(ARGV[10])
            elseif verdict == 'slowed' then
              if now >= blocked then
                strikes = strikes + 1
                redis.call('HSET', KEYS[1], 'strikes', strikes)
              end
              local till = tonumber(ARGV[10])
              if till == 0 then
                local spread = slowed * 2 ^ (math.max(1, math.min(strikes, strikes_max)) - 1)
                till = now + slowed + math.floor(spread * tonumber(ARGV[11]))
              end
              block(till, 0)
            else
              block(now + refused, 1)
            end
            save(KEYS[1], resource, p)
            return 1
            """;

    /** KEYS: hash and flights of each purse. ARGV: now, resource. Five numbers of each: limit, left, reset, blocked, refused. */
    static final String STANDINGS = COMMON + """
            local now, all = tonumber(ARGV[1]), {}
            for i = 1, #KEYS / 2 do
              expire(KEYS[2 * i - 1], KEYS[2 * i], now)
              local p = load(KEYS[2 * i - 1], ARGV[2], now)
              local health = redis.call('HMGET', KEYS[2 * i - 1], 'blocked', 'refused')
              for _, number in ipairs({p.limit, math.max(0, p.told - p.lost - p.kept), p.reset, tonumber(health[1]) or 0, tonumber(health[2]) or 0}) do
                all[#all + 1] = string.format('%.0f', number)
              end
            end
            return all
            """;
}
