package dev.cortex.mesh.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HttpBucketsTest {
    private static CountAtBucket[] buckets(String name) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        registry.config().meterFilter(HttpBuckets.filter());
        Timer timer = registry.timer(name);
        timer.record(Duration.ofMillis(150));
        return timer.takeSnapshot().histogramCounts();
    }

    @Test
    void requestTimesHaveABucketAtTwoHundredMilliseconds() {
        assertTrue(Arrays.stream(buckets("http.server.requests"))
                .anyMatch(bucket -> bucket.bucket(TimeUnit.MILLISECONDS) == 200 && bucket.count() == 1));
    }

    @Test
    void otherTimersHaveNone() {
        assertEquals(0, buckets("something.else").length);
    }
}
