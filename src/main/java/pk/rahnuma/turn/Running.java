package pk.rahnuma.turn;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import pk.rahnuma.dialog.Call;
import pk.rahnuma.dialog.Conversation;
import pk.rahnuma.dialog.Fetch;
import pk.rahnuma.dialog.Input;
import pk.rahnuma.dialog.Moment;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.dialog.Talk;
import pk.rahnuma.dialog.Trail;
import pk.rahnuma.dialog.Turned;
import pk.rahnuma.post.Banner;
import pk.rahnuma.post.Carrier;
import pk.rahnuma.post.Channel;
import pk.rahnuma.post.Download;
import pk.rahnuma.post.Message;
import pk.rahnuma.post.Seen;
import pk.rahnuma.vault.Vault;

/// One conversation within a batch: its inputs in order, and what came of them.
final class Running {

    private final ConversationRows.Row row;
    private final String mode;
    private final List<Line> lines = new ArrayList<>();
    private final Deque<Line> waiting = new ArrayDeque<>();
    private final Deque<Actions.Answered> results = new ArrayDeque<>();
    private final List<Trail> trail = new ArrayList<>();
    private final List<Download> downloads = new ArrayList<>();
    private final Hurdles hurdles;
    private Conversation state;
    private Line current;
    private int open;
    private boolean saidBefore;
    private long lastChat;
    private int lastSeq;
    private Instant wakeAt;
    private Instant heldUntil;
    private long toldBanner;
    private Message.State sendsAs = Message.State.PENDING;

    /// One input, with what was said to it.
    static final class Line {
        private final Batch.Placed placed;
        private final Flood.Verdict flood;
        private final List<Reply> replies = new ArrayList<>();
        private final List<Message> messages = new ArrayList<>();
        private String notice;
        private String masked;
        private String file;
        private boolean forHuman;
        private boolean unheard;
        private Reply banner;
        private Instant notBefore;
        private int firstSeq;
        private int lastSeq;

        Line(Batch.Placed placed, Flood.Verdict flood) {
            this.placed = placed;
            this.flood = flood;
        }

        List<Message> said() {
            return messages.stream()
                    .filter(message -> message.direction() != Message.Direction.HEARD)
                    .toList();
        }

        String notice() {
            return notice;
        }
    }

    Running(ConversationRows.Row row, Conversation state, String mode) {
        this.row = row;
        this.hurdles = new Hurdles(row.id());
        this.state = state;
        this.mode = mode;
        this.lastChat = row.lastChat();
        this.toldBanner = row.banner();
    }

    Line queue(Batch.Placed placed, Flood.Verdict flood) {
        Line line = new Line(placed, flood);
        lines.add(line);
        waiting.add(line);
        return line;
    }

    /// Steps until calls have to be answered, or nothing is left.
    ///
    /// @return the calls; empty when this conversation is done
    List<Actions.Asked> advance(Talk talk, Instant now) {
        List<Actions.Asked> asked = new ArrayList<>();
        while (open == 0 || !results.isEmpty()) {
            Input input;
            if (!results.isEmpty()) {
                Actions.Answered answered = results.poll();
                if (answered.letsGo()) {
                    letGo(talk, now);
                }
                if (answered.forgets()) {
                    forgetWords();
                }
                input = answered.result();
                open--;
            } else if (!waiting.isEmpty()) {
                current = waiting.poll();
                if (current.flood != Flood.Verdict.PASSES) {
                    slowDown(talk, current);
                    continue;
                }
                input = seen(current);
            } else {
                break;
            }
            List<Call> calls = turn(talk, input, now);
            if (row.heldBy() != 0) {
                current.forHuman = calls.isEmpty() && current.replies.isEmpty() && Heard.isForHuman(input);
            }
            open += calls.size();
            calls.forEach(
                    call -> asked.add(new Actions.Asked(row.id(), beneath(call.session()), language(), now, call)));
        }
        return asked;
    }

    private void slowDown(Talk talk, Line line) {
        if (line.flood == Flood.Verdict.TOLD) {
            line.replies.add(Reply.plain(talk.library().texts().say(language(), "engine.flood")));
        }
    }

    /// Calls are answered for the line that is worked on.
    void answer(Actions.Answered answered, Instant now) {
        results.add(answered);
        if (answered.held().isPositive()) {
            current.notBefore = later(current.notBefore, now.plus(answered.held()));
        }
    }

    /// A text was written before the question could be seen when it lay in one batch behind what that question answers,
    /// or reached the door before it was asked. A tap that was made twice says nothing, and hides no question.
    private Input seen(Line line) {
        Input input = line.placed.work().input();
        if (line.placed.chat() != null) {
            lastChat = line.placed.chat().id();
        }
        boolean early = !state.stack().isEmpty()
                && state.stack().getLast().asked().isAfter(line.placed.work().received());
        boolean blind = saidBefore || early;
        return blind && input instanceof Input.Text text ? new Input.Text(text.text(), text.message(), true) : input;
    }

    private List<Call> turn(Talk talk, Input input, Instant now) {
        Moment moment = new Moment(now, hint(), mode, channel());
        Turned turned = row.heldBy() == 0 || input instanceof Input.Back
                ? talk.turn(state, input, moment)
                : talk.quietly(state, input, moment);
        hurdles.look(state, turned);
        state = turned.conversation();
        wakeAt = turned.wakeAt();
        trail.addAll(turned.trail());
        for (Fetch fetch : turned.fetches()) {
            long id = Vault.newId();
            downloads.add(new Download(id, row.id(), lastChat, downloads.size(), fetch, 0, now));
            current.file = Long.toString(id);
        }
        if (input instanceof Input.File sent && !sent.file().away()) {
            current.file = sent.file().id();
        }
        current.replies.addAll(turned.replies());
        saidBefore |= !turned.replies().isEmpty();
        current.notice = turned.notice() == null ? current.notice : turned.notice();
        current.masked = turned.masked() == null ? current.masked : turned.masked();
        return turned.calls();
    }

    private boolean beneath(String session) {
        return !state.stack().isEmpty() && !state.stack().getFirst().id().equals(session);
    }

    /// Of all lines up to the present one; what comes later in the batch was said after it.
    private void forgetWords() {
        for (Line line : lines) {
            line.unheard = true;
            if (line == current) {
                break;
            }
        }
        downloads.clear();
    }

    private void letGo(Talk talk, Instant now) {
        Turned turned = talk.letGo(state, new Moment(now, hint(), mode, channel()));
        state = turned.conversation();
        wakeAt = turned.wakeAt();
        trail.addAll(turned.trail());
    }

    private String channel() {
        return current.placed.chat() == null
                ? Channel.WEB.name().toLowerCase(Locale.ROOT)
                : current.placed.chat().channel().name().toLowerCase(Locale.ROOT);
    }

    private String hint() {
        String tag = current.placed.work().language();
        return tag != null && tag.startsWith("ur") ? (tag.equals("ur-Latn") ? tag : "ur") : "en";
    }

    String language() {
        return state.language() == null ? "en" : state.language();
    }

    /// Says it before everything else, once to each person.
    void tell(Banner banner) {
        Line first = lines.getFirst();
        if (toldBanner != banner.id() && !first.replies.isEmpty()) {
            first.banner = Reply.plain(banner.in(language()));
            first.replies.addFirst(first.banner);
            toldBanner = banner.id();
        }
    }

    /// Whether all that is said can travel with the acknowledgement: one reply to one input, that need not wait, and
    /// that the door has room for.
    boolean mayBeCarried(Instant now) {
        Line only = lines.getFirst();
        return lines.size() == 1
                && only.placed.work().carries() != null
                && only.replies.size() == 1
                && only.placed.work().carries().test(only.replies.getFirst())
                && !only.placed.chat().blocked()
                && only.notBefore == null
                && (row.heldUntil() == null || !row.heldUntil().isAfter(now));
    }

    /// Gives every line its place, once all is said, and its time: nothing is heard before what was said earlier.
    ///
    /// @param carried whether the reply travels with the acknowledgement
    void number(boolean carried, Instant now) {
        sendsAs = carried ? Message.State.CARRIED : Message.State.PENDING;
        lastSeq = row.lastSeq();
        boolean held = row.heldUntil() != null && row.heldUntil().isAfter(now);
        heldUntil = held ? row.heldUntil() : null;
        for (Line line : lines) {
            line.firstSeq = lastSeq + 1;
            Heard heard = line.flood == Flood.Verdict.PASSES && !line.unheard
                    ? Heard.of(line.placed.work().input())
                    : null;
            if (heard != null) {
                Heard kept = line.forHuman && line.file != null ? heard.bringing(line.file) : heard;
                add(line, kept.masked(line.masked).body(), Message.Direction.HEARD, heard.reference(), null, now);
            }
            heldUntil = later(heldUntil, line.notBefore);
            String replaces = line.placed.work().input() instanceof Input.Tap tap ? tap.message() : null;
            boolean asked = line.placed.work().from() != null;
            for (Reply reply : line.replies) {
                boolean notice = !asked || reply == line.banner;
                boolean inPlace = reply.manner() == Reply.Manner.REPLACES && replaces != null;
                add(
                        line,
                        reply,
                        notice ? Message.Direction.NOTICE : Message.Direction.SAID,
                        null,
                        inPlace ? replaces : null,
                        now);
            }
            line.lastSeq = lastSeq;
        }
    }

    private void add(
            Line line, Reply body, Message.Direction direction, String reference, String replaces, Instant now) {
        Message.State as = direction == Message.Direction.HEARD ? Message.State.HEARD : sendsAs;
        long chat = line.placed.chat() == null ? lastChat : line.placed.chat().id();
        line.messages.add(new Message(
                row.id(), ++lastSeq, chat, direction, body, replaces, as, 0, heldUntil, reference, null, now));
    }

    private static Instant later(Instant a, Instant b) {
        return a == null || b != null && b.isAfter(a) ? b : a;
    }

    long id() {
        return row.id();
    }

    /// The ticket of the human who has this conversation, if something came for them; 0 when nothing did.
    long heardFor() {
        return lines.stream().anyMatch(line -> line.forHuman) ? row.heldBy() : 0;
    }

    /// As it was before.
    Carrier carrier() {
        return row.carrier();
    }

    ConversationRows.Written written(Carrier carrier) {
        return new ConversationRows.Written(row.id(), state, lastSeq, lastChat, wakeAt, heldUntil, toldBanner, carrier);
    }

    List<Seen.Taken> taken(Instant now) {
        return lines.stream()
                .map(line -> new Seen.Taken(line.placed.update(), line.firstSeq, line.lastSeq, now))
                .toList();
    }

    List<Message> messages() {
        return lines.stream().flatMap(line -> line.messages.stream()).toList();
    }

    List<Download> downloads() {
        return downloads;
    }

    List<Trail> trail() {
        return trail;
    }

    Hurdles hurdles() {
        return hurdles;
    }
}
