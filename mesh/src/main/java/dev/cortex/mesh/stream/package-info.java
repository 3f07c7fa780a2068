/**
 * At-least-once messages over Redis streams: publish, consume as a member of a group, take over, dead letters.
 *
 * <p>What one entry goes through (in brackets what does it):
 *
 * <pre>
 *   publish [RedisStreamPublisher]
 *      |
 *   the stream --- read, shared fairly [GroupReader, FairOrder] ---> pending in Redis, in flight here [GroupConsumer]
 *      ^                                                                  |
 *      |                                            handler, with its span [Handling, StreamSpans]
 *      |                                                                  |
 *      |                       Done: acknowledged  <------- verdict ------+--> Dead: moved to the dead letters
 *      |                       [Settlements]                              |    [Settlements]
 *      +------- after the lease, by any member [Reclaimer] <--- Again ----+
 *                                                         <--- crash: nobody renews the lease
 * </pre>
 */
@NullMarked
package dev.cortex.mesh.stream;

import org.jspecify.annotations.NullMarked;
