package dev.cortex.local.github.fault;

import java.util.Locale;
import java.util.Set;

/**
 * What a fault looks at to decide whether it fits a request.
 *
 * @param logins of the users asked for, in lower case
 * @param token empty when there is none
 */
public record Target(String path, String token, Set<String> logins) {
    boolean isFor(Fault fault) {
        Fault.Match match = fault.target();
        return (match.path() == null || path.startsWith(match.path()))
                && (match.token() == null || match.token().equals(token))
                && (match.login() == null || logins.contains(match.login().toLowerCase(Locale.ROOT)));
    }
}
