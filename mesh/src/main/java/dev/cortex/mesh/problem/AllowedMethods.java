package dev.cortex.mesh.problem;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which methods a path takes. RFC 9110 (15.5.6) wants every 405 to say it in {@code Allow}, and the REST layer does not: it
 * has forgotten the path's other methods by the time it throws. So the resources' own annotations are read, once.
 */
@Singleton
final class AllowedMethods {
    /** {@code {name}} or {@code {name: regex}}. */
    private static final Pattern TEMPLATE = Pattern.compile("\\{[^{}:]+(?::((?:[^{}]|\\{[^{}]*})+))?}");

    private final BeanManager beans;
    private volatile List<Taken> all = List.of();

    @Inject
    AllowedMethods(BeanManager beans) {
        this.beans = beans;
    }

    /** A method of a resource. */
    private record Taken(Pattern path, String method) {}

    /** The value of {@code Allow}; empty for a path that no resource has. */
    Optional<String> of(String path) {
        if (all.isEmpty()) {
            all = read();
        }
        Set<String> methods = all.stream()
                .filter(taken -> taken.path().matcher(path).matches())
                .map(Taken::method)
                .collect(Collectors.toCollection(TreeSet::new));
        if (methods.isEmpty()) {
            return Optional.empty();
        }
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        methods.add(HttpMethod.OPTIONS);
        return Optional.of(String.join(", ", methods));
    }

    private List<Taken> read() {
        List<Taken> found = new ArrayList<>();
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class))
                .distinct()
                .forEach(type -> read(type, found));
        return List.copyOf(found);
    }

    private static void read(Class<?> resource, List<Taken> into) {
        String base = resource.getAnnotation(Path.class).value();
        for (Method method : resource.getMethods()) {
            for (Annotation annotation : method.getAnnotations()) {
                HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
                if (http != null) {
                    Path own = method.getAnnotation(Path.class);
                    into.add(new Taken(pattern(base + "/" + (own == null ? "" : own.value())), http.value()));
                }
            }
        }
    }

    static Pattern pattern(String template) {
        String path = ("/" + template).replaceAll("/{2,}", "/").replaceFirst("/$", "");
        StringBuilder regex = new StringBuilder();
        Matcher matcher = TEMPLATE.matcher(path);
        int from = 0;
        while (matcher.find()) {
            regex.append(Pattern.quote(path.substring(from, matcher.start())));
            String own = matcher.group(1);
            regex.append("(?:").append(own == null ? "[^/]+" : own.strip()).append(')');
            from = matcher.end();
        }
        return Pattern.compile(
                regex.append(Pattern.quote(path.substring(from))).append("/?").toString());
    }
}
