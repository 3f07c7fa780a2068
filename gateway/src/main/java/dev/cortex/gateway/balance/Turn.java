package dev.cortex.gateway.balance;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request's way through the peers: whom it holds now and whom it has tried. Belongs to one request, not thread-safe. */
public final class Turn {
    @Nullable
    Peer current;

    boolean onBackups;
    private final List<Peer> tried = new ArrayList<>(1);

    boolean hasTried(Peer peer) {
        for (int i = 0; i < tried.size(); i++) {
            if (tried.get(i) == peer) {
                return true;
            }
        }
        return false;
    }

    void take(Peer peer) {
        current = peer;
        tried.add(peer);
    }

    void turnToBackups() {
        onBackups = true;
        tried.clear();
    }
}
