package dev.cortex.gateway.forward;

import io.netty.channel.Channel;
import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetSocketAddress;

/**
 * Who is on the other side of a client connection, as Forwarded and X-Forwarded-For write it. Computed once per connection.
 *
 * @param plain the address, for example {@code 192.0.2.1} or {@code 2001:db8::1}
 * @param node RFC 7239: IPv6 in brackets and quotes
 * @param trusted a proxy of ours: what it says about its own client is believed
 */
record ClientAddress(String plain, String node, boolean trusted) {
    static ClientAddress of(Channel channel, TrustedProxies trust) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
            return new ClientAddress("unknown", "unknown", false);
        }
        String plain = NetUtil.toAddressString(remote.getAddress());
        boolean six = remote.getAddress() instanceof Inet6Address;
        return new ClientAddress(plain, six ? "\"[" + plain + "]\"" : plain, trust.contains(remote));
    }
}
