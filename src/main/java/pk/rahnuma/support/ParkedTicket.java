package pk.rahnuma.support;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.dialog.Action;
import pk.rahnuma.post.Parked;

/// Opens a ticket for a message that could not be worked on, so that its sender does not wait in vain.
@Singleton
final class ParkedTicket implements Parked {

    private static final String TOPIC = "dead_letter";

    private final Open open;

    ParkedTicket(Open open) {
        this.open = open;
    }

    @Override
    public void parked(long conversation, long deadLetter, String language, Instant now) {
        String number = Long.toString(deadLetter, 36);
        Open.In in = new Open.In(TOPIC, "The message parked as " + number + " could not be worked on.", "");
        open.run(List.of(new Action.Request<>(conversation, "-" + number, "", "", language, now, in)));
    }
}
