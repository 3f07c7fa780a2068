package dev.cortex.achievement.tasks;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Takes orders for tasks. */
public interface TaskService {
    /**
     * All of them, or a failure. After a failure some may have been taken; the same orders again find those by their keys.
     *
     * @return receipts in the order of the orders; fails with {@link TaskServiceException}
     */
    Uni<List<Receipt>> submit(List<Order> orders);
}
