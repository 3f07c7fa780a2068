package dev.cortex.achievement.tasks;

import java.time.Duration;

/** Why an order was not taken. It has no stack trace: it is an outcome of another service. */
public abstract sealed class TaskServiceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private TaskServiceException(String message) {
        super(message, null, false, false);
    }

    /** worker-service can not be reached, does not answer in time, or is too busy. */
    public static final class Away extends TaskServiceException {
        private static final long serialVersionUID = 1;
        private final Duration retryAfter;

        Away(String why, Duration retryAfter) {
            super(why);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** It looked at the order and refused it: the same again would be refused again. */
    public static final class Refused extends TaskServiceException {
        private static final long serialVersionUID = 1;
        private final int status;

        /** @param status of the answer, 4xx */
        Refused(int status, String detail) {
            super(detail);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }
}
