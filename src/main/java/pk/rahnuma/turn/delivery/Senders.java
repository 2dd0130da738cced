package pk.rahnuma.turn.delivery;

import io.github.bucket4j.TimeMeter;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.post.Channel;
import pk.rahnuma.post.Chat;
import pk.rahnuma.post.Message;
import pk.rahnuma.post.Settled;

/// The ways out that this process has.
final class Senders {

    private final Map<Channel, Sender> senders = new EnumMap<>(Channel.class);

    private final SendMeters meters;

    Senders(Collection<Sender> senders, SendMeters meters) {
        this.meters = meters;
        senders.forEach(sender -> this.senders.put(sender.channel(), sender));
    }

    /// Of those that have limits.
    Map<Channel, Gate> gates(TimeMeter time) {
        Map<Channel, Gate> gates = new EnumMap<>(Channel.class);
        senders.values().stream()
                .filter(sender -> sender.pace() != null)
                .forEach(sender -> gates.put(sender.channel(), new Gate(sender, time)));
        return gates;
    }

    /// Those that are on.
    Set<Channel> channels() {
        return senders.keySet();
    }

    /// A channel is on or off as long as the process runs: what is for one that is off is not tried again, but taken up
    /// by [pk.rahnuma.post.Messages#resume] when it is on.
    Sender.Outcome send(Chat chat, Message message) {
        return meters.send(chat.channel(), message, () -> attempt(chat, message));
    }

    private Sender.Outcome attempt(Chat chat, Message message) {
        if (chat.blocked()) {
            return new Sender.Outcome.Refused("blocked", true);
        }
        Sender sender = senders.get(chat.channel());
        if (sender == null) {
            return new Sender.Outcome.Refused(Settled.CHANNEL_OFF, false);
        }
        try {
            return sender.send(chat, message);
        } catch (RuntimeException e) {
            return new Sender.Outcome.Unknown(e.getClass().getName());
        }
    }
}
