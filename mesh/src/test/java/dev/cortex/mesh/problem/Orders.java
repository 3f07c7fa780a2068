package dev.cortex.mesh.problem;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A resource for the tests of what happens when requests go wrong. */
@Path("/orders")
public class Orders {
    public enum Size {
        SMALL,
        LARGE
    }

    public record Item(String itemName, int amountWanted) {
        public Item {
            if (amountWanted < 0) {
                throw new IllegalArgumentException("amount_wanted is not negative");
            }
        }
    }

    public record Order(
            String customerName, List<Item> items, Size size, boolean gift, Instant deliverAt, Optional<String> note) {}

    @POST
    @Consumes("application/json")
    public Order echo(Order order) {
        return order;
    }

    @GET
    @Path("/{id}")
    public Uni<Map<String, UUID>> one(@PathParam("id") UUID id) {
        return Uni.createFrom().item(Map.of("id", id));
    }

    @GET
    @Path("/broken")
    public Uni<String> broken() {
        return Uni.createFrom().failure(new IllegalStateException("secret detail"));
    }

    @GET
    @Path("/busy")
    public Uni<String> busy() {
        Problem problem = Problem.of("busy", "Busy", 503, "Come again.").with("retry_after_seconds", 7);
        return Uni.createFrom().failure(new ProblemException(problem, Map.of("Retry-After", "7"), null));
    }

    public record Part(@Min(1) int partSize) {}

    public record Checked(@NotBlank String firstName, @Valid List<Part> parts) {}

    @POST
    @Path("/checked")
    public Checked checked(@Valid Checked checked) {
        return checked;
    }

    /** The answer breaks its own promise, whatever is asked for. */
    @GET
    @Path("/checked/{number}")
    @Max(3)
    public int number(@PathParam("number") @Min(1) int number) {
        return number;
    }
}
