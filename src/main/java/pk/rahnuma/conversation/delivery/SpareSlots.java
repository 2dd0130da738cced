package pk.rahnuma.conversation.delivery;

import pk.rahnuma.messaging.conversation.Channel;

/// Slots of a chat's send limit that no message needs.
public interface SpareSlots {

    /// Takes a slot: nothing is queued for the chat, and the next message will not wait.
    boolean tryTakeSpareSlot(Channel channel, long chat);
}
