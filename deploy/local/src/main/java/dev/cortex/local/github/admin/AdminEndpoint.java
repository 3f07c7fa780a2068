package dev.cortex.local.github.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cortex.local.github.account.Account;
import dev.cortex.local.github.account.Counts;
import dev.cortex.local.github.fault.Fault;
import dev.cortex.local.github.limit.Credentials;
import dev.cortex.local.github.limit.Limits;
import dev.cortex.local.github.web.BadRequest;
import dev.cortex.local.github.web.Json;
import dev.cortex.local.github.web.Reply;
import dev.cortex.local.github.web.Request;
import dev.cortex.local.github.web.Simulation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Arranges and shows the simulation.
 *
 * <pre>
 * POST   /_admin/faults          a {@link Fault}                         GET lists, DELETE removes all
 * POST   /_admin/users/{login}   {"counts":{...},"add":{...},"rename"}   GET shows one
 * PUT    /_admin/limits          {@link Limits}, for every account
 * PUT    /_admin/tokens          {"accounts":{token: login},"suspended":[token],"only_known":false}
 * GET    /_admin/stats           requests, points, statuses, faults that struck
 * GET    /_admin/work            issues opened and workflows started
 * POST   /_admin/reset           back to the first moment
 * </pre>
 */
public final class AdminEndpoint {
    private final Simulation simulation;

    public AdminEndpoint(Simulation simulation) {
        this.simulation = simulation;
    }

    /** What {@code PUT /_admin/tokens} takes; what is missing is empty. */
    record Tokens(
            @Nullable Map<String, String> accounts,
            @Nullable Set<String> suspended,
            boolean onlyKnown) {
        Credentials.Rules rules() {
            return new Credentials.Rules(
                    accounts == null ? Map.of() : accounts, suspended == null ? Set.of() : suspended, onlyKnown);
        }
    }

    public Reply answer(Request request) {
        List<String> path = request.segments();
        String command = request.method() + " " + path.get(1) + (path.size() == 3 ? "/{login}" : "");
        try {
            return path.size() > 3 ? unknown() : answer(command, request);
        } catch (IllegalArgumentException e) {
            throw new BadRequest(400, String.valueOf(e.getMessage()));
        }
    }

    private Reply answer(String command, Request request) {
        return switch (command) {
            case "POST faults" -> addFault(request);
            case "GET faults" ->
                Reply.json(200, Map.of("faults", simulation.faults().waiting()));
            case "DELETE faults" -> done(simulation.faults()::clear);
            case "POST users/{login}" -> changeUser(request);
            case "GET users/{login}" -> user(request.segments().get(2));
            case "PUT limits" -> done(() -> simulation.limits(Json.read(request.body(), Limits.class)));
            case "PUT tokens" ->
                done(() -> simulation
                        .credentials()
                        .rules(Json.read(request.body(), Tokens.class).rules()));
            case "GET stats" -> Reply.json(200, stats());
            case "GET work" -> Reply.json(200, Map.of("work", simulation.work().listed()));
            case "POST reset" -> done(simulation::reset);
            default -> unknown();
        };
    }

    private static Reply unknown() {
        return Reply.error(404, "No such admin path, or another method");
    }

    private static Reply done(Runnable change) {
        change.run();
        return Reply.empty(204);
    }

    private Reply addFault(Request request) {
        Fault fault = Json.read(request.body(), Fault.class);
        simulation.faults().add(fault);
        return Reply.json(201, fault);
    }

    private Map<String, Object> stats() {
        Map<String, Object> stats = new LinkedHashMap<>(simulation.traffic().listed());
        stats.put("faults_struck", simulation.faults().struck());
        return stats;
    }

    private Reply changeUser(Request request) {
        String login = request.segments().get(2);
        UserChange change = Json.read(request.body(), UserChange.class);
        Optional<Account> changed = simulation.accounts().change(login, account -> changed(account, change));
        if (changed.isPresent() && change.rename() != null) {
            return shown(simulation.accounts().rename(login, change.rename()));
        }
        return shown(changed);
    }

    private Account changed(Account account, UserChange change) {
        Account counted =
                change.counts() == null ? account : account.counting(merged(account.counts(), change.counts()));
        return change.add() == null ? counted : counted.grown(change.add().at(simulation.now()));
    }

    private static Counts merged(Counts present, JsonNode changes) {
        try {
            JsonNode all = Json.MAPPER.valueToTree(present);
            Json.MAPPER.readerForUpdating(all).readValue(changes);
            return Json.MAPPER.treeToValue(all, Counts.class);
        } catch (JsonProcessingException e) {
            throw new BadRequest(400, "counts: " + e.getOriginalMessage());
        } catch (java.io.IOException e) {
            throw new BadRequest(400, "counts cannot be read");
        }
    }

    private Reply user(String login) {
        return shown(simulation.accounts().user(login));
    }

    private static Reply shown(Optional<Account> account) {
        return account.map(user -> Reply.json(
                        200,
                        Map.of(
                                "id", user.id(),
                                "login", user.login(),
                                "counts", user.counts(),
                                "growth", user.growth().size())))
                .orElseGet(() -> Reply.error(404, "No such user"));
    }
}
