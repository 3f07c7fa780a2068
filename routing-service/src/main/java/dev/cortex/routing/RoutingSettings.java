package dev.cortex.routing;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Everything about routing-service that can be configured. */
@ConfigMapping(prefix = "cortex.routing")
public interface RoutingSettings {
    /** Where the tables are, {@code postgresql://user:password@host:port/database}; also what the reactive client uses. */
    String postgresUrl();

    /** This replica's name among its equals, stable over a restart: the consumer name in the groups of the streams. */
    String replica();

    /** How long a database that is still starting is waited for. Too small: started together with it, the service gives up. */
    @WithDefault("30s")
    Duration databasePatience();

    /** A file of experts that is put in force at every start; see {@code start.ExpertsFile}. */
    Optional<Path> expertsFile();

    Choosing choosing();

    Model model();

    Cache cache();

    Redis redis();

    Balance balance();

    Places places();

    Workers workers();

    Decisions decisions();

    Log log();

    Snapshots snapshots();

    Reports reports();

    Experiments experiments();

    Streams streams();

    Api api();

    /** When one expert is enough. */
    interface Choosing {
        /** A probability that is enough by itself. Larger: more tasks go to several experts. */
        @WithDefault("0.8")
        @DecimalMin("0.01")
        @DecimalMax("1")
        double confident();

        /** A lead over the second that is enough too. */
        @WithDefault("0.2")
        @DecimalMin("0.01")
        @DecimalMax("1")
        double lead();

        /** Who has at least this is asked in parallel; when nobody has, the task goes to the coordinator. */
        @WithDefault("0.3")
        @DecimalMin("0.01")
        @DecimalMax("1")
        double worthAsking();
    }

    /** What one space's model may hold; when full, the features that were met least are dropped. */
    interface Model {
        /** Distinct features. Too small: rare words are forgotten. Each costs about 120 bytes. */
        @WithDefault("262144")
        @Min(1024)
        @Max(16777216)
        int featuresMax();

        /** Weights. Too small: with many experts rare words are forgotten. Each costs 28 to 60 bytes. */
        @WithDefault("4194304")
        @Min(1024)
        @Max(67108864)
        int cellsMax();

        /** Old examples gone over again while new ones are learned. Larger: a little more accurate, 1 KB each. */
        @WithDefault("8192")
        @Min(16)
        @Max(1000000)
        int rehearsedMax();

        /** What a task's failure says about its routing, 0..1: it may have failed for other reasons. */
        @WithDefault("0.2")
        @DecimalMin("0")
        @DecimalMax("1")
        double failureStrength();
    }

    /** The cache of decisions, in this process and in Redis. */
    interface Cache {
        @WithDefault("1000")
        @Min(0)
        @Max(1000000)
        long entriesMax();

        /** An entry serves so long at most; a learned change is seen at once in any case, because it changes the key. */
        @WithDefault("5m")
        Duration keep();

        /** Only decisions more confident than this are reused. */
        @WithDefault("0.8")
        double confidenceAbove();

        /**
         * So many decisions this replica shares in {@code keep} through Redis, 0 for none: the bound on the memory that they
         * take there, 1 KB each. Too small: a starting replica decides what others have decided.
         */
        @WithDefault("20000")
        @Min(0)
        @Max(10000000)
        long sharedMax();
    }

    /** Redis on the way of a decision. */
    interface Redis {
        /** How long an answer is waited for. Too small: never in time; too large: a Redis that hangs is felt. */
        @WithDefault("50ms")
        Duration patience();

        /** After several answers that did not come Redis is not asked for so long. */
        @WithDefault("5s")
        Duration pause();
    }

    /** How evenly the experts of a space are used; see {@code balance.Balance}. */
    interface Balance {
        /** So many decisions make up the load, and nothing is evened out before. Too small: chance is taken for load. */
        @WithDefault("1000")
        @Min(10)
        @Max(100000)
        int window();

        /**
         * An expert may be chosen in place of the favourite while its probability is at most so far behind; 0 switches it
         * off. Larger: more even, and more often wrong.
         */
        @WithDefault("0.05")
        @DecimalMin("0")
        @DecimalMax("0.5")
        double distance();

        /** By which a bias moves, twenty times a window. Too small: slow; too large: it swings. */
        @WithDefault("0.02")
        @DecimalMin("0.0001")
        @DecimalMax("0.5")
        double step();

        /** A load so far from the mean, as a share of it, is even enough. */
        @WithDefault("0.1")
        @DecimalMin("0")
        @DecimalMax("10")
        double tolerance();
    }

    /** Places of experts that have a capacity. */
    interface Places {
        /** A task without an outcome gives its place up after this. Too small: experts get more than they can have at once. */
        @WithDefault("15m")
        Duration keep();

        /** How often places are compared with the database. */
        @WithDefault("1m")
        Duration compareInterval();
    }

    /** What is heard of workers. */
    interface Workers {
        /** An expert that no worker served for so long, while others were served, gets no tasks. */
        @WithDefault("15s")
        Duration absentAfter();

        /** How often it is looked at. */
        @WithDefault("2s")
        Duration interval();
    }

    /** How decisions made over HTTP are stored. */
    interface Decisions {
        /** Decisions wait so long for company before they are written together. Too large: outcomes sent to another replica wait. */
        @WithDefault("10ms")
        Duration writeInterval();

        /** So many decisions in one statement. */
        @WithDefault("1000")
        @Min(1)
        @Max(5000)
        int writeBatch();

        /** So many decisions may wait while the database is away; beyond, routing answers 503. */
        @WithDefault("20000")
        @Min(1)
        @Max(1000000)
        int waitingMax();

        /** Decisions are forgotten after this. Too small: late outcomes find no task. */
        @WithDefault("30d")
        Duration keep();

        /** How often old decisions are looked for. */
        @WithDefault("15m")
        Duration forgetInterval();

        /** So many are forgotten with one statement. Too large: the statement holds others up. */
        @WithDefault("5000")
        @Min(1)
        @Max(100000)
        int forgetBatch();
    }

    /** How the log is followed. */
    interface Log {
        /** So many entries in one read. */
        @WithDefault("500")
        @Min(1)
        @Max(10000)
        int page();

        /** How often it is looked at without having been told of a change; the bound on convergence while Redis is away. */
        @WithDefault("1s")
        Duration poll();

        /** How long an answer waits until this replica has followed so far. */
        @WithDefault("10s")
        Duration patience();

        /** And so long for each entry that is still ahead of it. Too small: large batches of outcomes are answered by 503. */
        @WithDefault("2ms")
        Duration patienceEach();
    }

    /** How often models are written down. */
    interface Snapshots {
        /** After so many entries of the log. Too small: a large model is written again and again; too large: slow starts. */
        @WithDefault("5000")
        @Min(1)
        long entries();

        /** So many places of the log are kept, and of older ones the oldest in each doubling of age. */
        @WithDefault("3")
        @Min(1)
        int kept();

        /** So many snapshots that were asked for are kept of a space. Too small: rollbacks to older ones replay the log. */
        @WithDefault("10")
        @Min(1)
        @Max(1000)
        int ownKept();

        /** So many models of a space are remembered by epoch and hash, with or without a snapshot. */
        @WithDefault("1000")
        @Min(10)
        @Max(100000)
        int notesKept();

        /** So often one space may be rolled back. Too large: finding its lineage takes longer at each rollback. */
        @WithDefault("1000")
        @Min(1)
        @Max(100000)
        int rollbacksMax();
    }

    /** What reports may cost. */
    interface Reports {
        /** A report looks at so many of the latest rows of its span. Too small: long spans are cut off; too large: slow. */
        @WithDefault("200000")
        @Min(100)
        @Max(5000000)
        int rowsMax();
    }

    /** Bounds of experiments. */
    interface Experiments {
        /** How often it is looked which ones run; the bound on how long replicas differ after a change. */
        @WithDefault("1s")
        Duration poll();

        /** So many in one space, ended ones among them. */
        @WithDefault("100")
        @Min(1)
        @Max(10000)
        int ofSpaceMax();

        /** So many run at once in all spaces. Too large: each shadow costs another decision a task. */
        @WithDefault("100")
        @Min(1)
        @Max(1000)
        int runningMax();

        /** So many run at once with a model of the past, each kept in memory beside the space's own. Too large: memory. */
        @WithDefault("4")
        @Min(1)
        @Max(100)
        int formerMax();

        /** An experiment takes so many trials at most; tasks beyond are decided as if there were none. */
        @WithDefault("1000000")
        @Min(1000)
        long trialsMax();

        /** The largest sample one may ask for. Too large: its findings take long to compute. */
        @WithDefault("200000")
        @Min(100)
        @Max(2000000)
        long sampleMax();

        /** Trials wait so long for company before they are written together. */
        @WithDefault("20ms")
        Duration writeInterval();

        /** So many trials in one statement. */
        @WithDefault("1000")
        @Min(1)
        @Max(5000)
        int writeBatch();

        /** So many trials may wait while the database is away; more are left out of their experiments. */
        @WithDefault("20000")
        @Min(1)
        @Max(1000000)
        int waitingMax();
    }

    /** How streams are consumed. */
    interface Streams {
        @WithDefault("200")
        @Min(1)
        @Max(1000)
        int batch();

        @WithDefault("500ms")
        Duration block();

        /** A batch without a verdict for so long is taken over by another replica. Too small: work is done twice. */
        @WithDefault("15s")
        Duration lease();

        @WithDefault("10")
        @Min(1)
        int deliveriesMax();

        /** How often the set of experts in Redis is written again, in case Redis lost it. */
        @WithDefault("3s")
        Duration expertsInterval();
    }

    /** Bounds of the HTTP interface. */
    interface Api {
        @WithDefault("10000")
        @Min(1)
        int tasksMax();

        @WithDefault("10000")
        @Min(1)
        int outcomesMax();

        @WithDefault("10000")
        @Min(1)
        int expertsMax();

        @WithDefault("1000")
        @Min(1)
        int spacesMax();

        /**
         * What all spaces together may take, as an estimate; without it, half of the heap. When reached, new experts and
         * outcomes of spaces other than the mesh's own are refused (507). Too large: the process runs out of memory.
         */
        Optional<MemorySize> spacesMemory();
    }
}
