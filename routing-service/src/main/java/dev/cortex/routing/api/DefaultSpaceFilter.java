package dev.cortex.routing.api;

import dev.cortex.routing.space.Spaces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;

/**
 * The paths of the original, which knew one router: {@code /api/routing/route} is {@code /api/routing/spaces/default/route},
 * and so is everything else that a space has.
 */
@Provider
@PreMatching
final class DefaultSpaceFilter implements ContainerRequestFilter {
    private static final String ROOT = "/api/routing/";
    private static final String SPACES = "spaces";

    @Override
    public void filter(ContainerRequestContext request) {
        URI asked = request.getUriInfo().getRequestUri();
        String path = asked.getRawPath();
        if (path == null || !path.startsWith(ROOT)) {
            return;
        }
        String rest = path.substring(ROOT.length());
        boolean named = rest.equals(SPACES) || rest.startsWith(SPACES + "/");
        if (!rest.isEmpty() && !named) {
            String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
            request.setRequestUri(asked.resolve(ROOT + SPACES + "/" + Spaces.DEFAULT + "/" + rest + query));
        }
    }
}
