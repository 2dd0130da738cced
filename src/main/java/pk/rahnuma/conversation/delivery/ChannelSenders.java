package pk.rahnuma.conversation.delivery;

import io.github.bucket4j.TimeMeter;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.messaging.DeliveryResult;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;

/// Message senders of this process, by channel.
final class ChannelSenders {

    private final Map<Channel, MessageSender> senders = new EnumMap<>(Channel.class);

    private final SendMetrics meters;

    ChannelSenders(Collection<MessageSender> senders, SendMetrics meters) {
        this.meters = meters;
        senders.forEach(sender -> this.senders.put(sender.channel(), sender));
    }

    /// Rate limiters of the channels that have limits.
    Map<Channel, ChannelRateLimiter> createRateLimiters(TimeMeter time) {
        Map<Channel, ChannelRateLimiter> limiters = new EnumMap<>(Channel.class);
        senders.values().stream()
                .filter(sender -> sender.rateLimits() != null)
                .forEach(sender -> limiters.put(sender.channel(), new ChannelRateLimiter(sender, time)));
        return limiters;
    }

    /// Channels that are on.
    Set<Channel> activeChannels() {
        return senders.keySet();
    }

    /// Sends a message. A channel is on or off as long as the process runs: a message for a channel that is off is not
    /// retried, but [pk.rahnuma.messaging.OutboxService#requeueChannelOff] takes it up when the channel is
    /// on.
    MessageSender.SendResult sendMessage(Chat chat, Message message) {
        return meters.measureSend(chat.channel(), message, () -> attempt(chat, message));
    }

    private MessageSender.SendResult attempt(Chat chat, Message message) {
        if (chat.blocked()) {
            return new MessageSender.SendResult.Refused("blocked", true);
        }
        MessageSender sender = senders.get(chat.channel());
        if (sender == null) {
            return new MessageSender.SendResult.Refused(DeliveryResult.CHANNEL_OFF, false);
        }
        try {
            return sender.sendMessage(chat, message);
        } catch (RuntimeException e) {
            return new MessageSender.SendResult.Unknown(e.getClass().getName());
        }
    }
}
