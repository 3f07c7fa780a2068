package dev.cortex.mesh.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllowedHostsTest {
    private final AllowedHosts hosts =
            new AllowedHosts(List.of("example.com", "127.0.0.1:5001", "api.internal:8443", "[::1]:7000", " "));

    @Test
    void listedHostsMayBeCalled() {
        assertAllowed("http://example.com/x");
        assertAllowed("https://EXAMPLE.com/x?y");
        assertAllowed("http://127.0.0.1:5001/api/achievements/definitions");
        assertAllowed("https://api.internal:8443/");
        assertAllowed("http://[::1]:7000/");
    }

    @Test
    void everythingElseIsRefused() {
        for (String url : List.of(
                "http://example.com:8080/",
                "http://127.0.0.1/",
                "http://127.0.0.1:5002/",
                "http://sub.example.com/",
                "http://example.com./",
                "http://example.com.evil.org/",
                "http://169.254.169.254/latest/meta-data",
                "http://2130706433:5001/",
                "http://0x7f.1:5001/",
                "ftp://example.com/",
                "file:///etc/passwd",
                "//example.com/",
                "/relative",
                "mailto:x@example.com")) {
            assertTrue(hosts.refusal(URI.create(url)).isPresent(), url);
        }
    }

    @Test
    void userInfoDoesNotHideTheHost() {
        assertTrue(hosts.refusal(URI.create("http://example.com@evil.org/")).isPresent());
        assertTrue(
                hosts.refusal(URI.create("http://user:password@example.com/")).isPresent());
    }

    @Test
    void emptyListAllowsNothing() {
        assertTrue(new AllowedHosts(List.of())
                .refusal(URI.create("http://example.com/"))
                .isPresent());
    }

    @Test
    void listedNameMayNotLeadInwards() {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        assertFalse(AllowedHosts.permits("example.com", loopback));
        assertFalse(AllowedHosts.permits("example.com", InetAddress.ofLiteral("169.254.169.254")));
        assertFalse(AllowedHosts.permits("example.com", InetAddress.ofLiteral("0.0.0.0")));
        assertTrue(AllowedHosts.permits("example.com", InetAddress.ofLiteral("93.184.216.34")));
        // Named by the operator: a service of the cluster.
        assertTrue(AllowedHosts.permits("gateway", InetAddress.ofLiteral("10.0.0.7")));
        assertTrue(AllowedHosts.permits("127.0.0.1", loopback));
        assertTrue(AllowedHosts.permits("localhost", loopback));
    }

    private void assertAllowed(String url) {
        assertEquals(java.util.Optional.empty(), hosts.refusal(URI.create(url)), url);
    }
}
