package dev.cortex.gateway.forward;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetSocketAddress;
import java.util.List;

/** The networks whose word about the original client is taken. */
public final class TrustedProxies {
    private final List<IpSubnetFilterRule> networks;

    /** @param networks in CIDR notation */
    public TrustedProxies(List<String> networks) {
        this.networks = networks.stream()
                .map(network -> new IpSubnetFilterRule(
                        network.substring(0, network.indexOf('/')),
                        Integer.parseInt(network.substring(network.indexOf('/') + 1)),
                        IpFilterRuleType.ACCEPT))
                .toList();
    }

    boolean contains(InetSocketAddress address) {
        for (IpSubnetFilterRule network : networks) {
            if (network.matches(address)) {
                return true;
            }
        }
        return false;
    }
}
