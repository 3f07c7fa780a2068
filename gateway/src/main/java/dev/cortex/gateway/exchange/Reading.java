package dev.cortex.gateway.exchange;

import io.netty.channel.Channel;

/** Whether the client's socket is read: only while nobody who holds bytes of it has enough. */
final class Reading {
    private boolean stageWants = true;
    private boolean backlogFull;

    boolean wanted() {
        return stageWants && !backlogFull;
    }

    void stage(Channel channel, boolean wants) {
        if (stageWants != wants) {
            stageWants = wants;
            apply(channel);
        }
    }

    void backlog(Channel channel, boolean full) {
        if (backlogFull != full) {
            backlogFull = full;
            apply(channel);
        }
    }

    void everything(Channel channel) {
        stageWants = true;
        backlogFull = false;
        apply(channel);
    }

    private void apply(Channel channel) {
        channel.config().setAutoRead(wanted());
    }
}
