package load;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Users of one level and their counters. Either each sends the next input as soon as the last is answered (a closed
/// loop), or free users send inputs at a rate.
final class VirtualUserPool implements LoadBotApiServer.Listener {

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long TIMEOUT_NANOS = 20 * NANOS_PER_SECOND;
    private static final long RETRY_DELAY_NANOS = NANOS_PER_SECOND / 10;
    private static final long FIRST_CHAT = 10_000_000;

    private static long chats = FIRST_CHAT;
    private static long updates = 700_000_000;

    private record DelayedUpdate(long at, LoadBotApiServer.QueuedUpdate update) {}

    private final LoadBotApiServer telegram;
    private final DialogScenario walk;
    private final boolean prelude;
    private final boolean twice;
    private final Map<Long, VirtualUser> people = new HashMap<>();
    private final Deque<VirtualUser> free = new ArrayDeque<>();
    private final Deque<Long> due = new ArrayDeque<>();
    private final Deque<DelayedUpdate> again = new ArrayDeque<>();

    /// Inputs per second; 0 for a closed loop.
    private final int rate;

    private boolean going;
    private boolean untilForm;
    /// Users whose updates are delivered twice and who have finished the form or cannot go on.
    private int finished;

    /// Counters outside the measured span.
    private final LoadCounters aside = new LoadCounters();

    private LoadCounters tally = aside;

    VirtualUserPool(LoadBotApiServer telegram, DialogScenario walk, boolean prelude, boolean twice, int people, int rate) {
        this.telegram = telegram;
        this.walk = walk;
        this.prelude = prelude;
        this.twice = twice;
        this.rate = rate;
        for (int i = 0; i < people; i++) {
            free.add(newPerson());
        }
        telegram.listener(this);
    }

    private VirtualUser newPerson() {
        VirtualUser person = new VirtualUser(chats++, walk, prelude, twice);
        people.put(person.chat, person);
        return person;
    }

    /// Counters of errors outside the measured span.
    LoadCounters unmeasuredCounters() {
        return aside;
    }

    /// Runs the prelude of every user, if the scenario has one.
    void runPrelude(double mostSeconds) throws IOException {
        if (!prelude || walk.formsPerPerson() > 0) {
            return;
        }
        untilForm = true;
        closedLoop();
        long end = System.nanoTime() + (long) (mostSeconds * NANOS_PER_SECOND);
        while (free.size() < people.size() && System.nanoTime() < end) {
            telegram.runOnce(10);
            sayAgain();
        }
        if (free.size() < people.size()) {
            throw new IllegalStateException(
                    (people.size() - free.size()) + " people are not answered\n" + aside.faults());
        }
        untilForm = false;
    }

    /// Measures for so long, without a start or an end of the load.
    LoadCounters measureFor(double seconds) throws IOException {
        tally = new LoadCounters();
        runFor(seconds);
        LoadCounters measured = tally;
        tally = aside;
        return measured;
    }

    void runFor(double seconds) throws IOException {
        going = true;
        if (rate == 0) {
            closedLoop();
        }
        long start = System.nanoTime();
        long end = start + (long) (seconds * NANOS_PER_SECOND);
        long issued = 0;
        for (long now = start; now < end && finished < people.size(); now = System.nanoTime()) {
            if (rate > 0) {
                long target = (long) ((now - start) / (double) NANOS_PER_SECOND * rate);
                for (; issued < target; issued++) {
                    due.add(now);
                }
                sayDue();
            }
            telegram.runOnce(1);
            sayAgain();
        }
    }

    /// Waits until all inputs are answered.
    void finishTurns() throws IOException {
        going = false;
        due.clear();
        long end = System.nanoTime() + TIMEOUT_NANOS;
        while (free.size() + finished < people.size() && System.nanoTime() < end) {
            telegram.runOnce(10);
            sayAgain();
        }
        if (free.size() + finished < people.size()) {
            aside.addError((people.size() - free.size() - finished) + " people were not answered within 20 s");
        }
    }

    private void closedLoop() throws IOException {
        for (int i = free.size(); i > 0; i--) {
            say(free.poll(), System.nanoTime());
        }
    }

    private void sayDue() throws IOException {
        while (!due.isEmpty() && !free.isEmpty()) {
            say(free.poll(), due.poll());
        }
    }

    private void sayAgain() throws IOException {
        while (!again.isEmpty() && again.peek().at() <= System.nanoTime()) {
            telegram.deliverUpdate(again.poll().update());
        }
    }

    private void say(VirtualUser who, long at) throws IOException {
        VirtualUser person = who;
        if (walk.formsPerPerson() > 0 && person.isBetweenForms() && person.forms >= walk.formsPerPerson()) {
            people.remove(person.chat);
            person = newPerson();
        }
        String update = person.nextUpdate();
        if (update == null) {
            finished++;
            if (!twice) {
                tally.addError("chat " + person.chat + " has no button to tap");
            }
            return;
        }
        person.saidAt = at;
        person.waits = true;
        person.unacknowledged = twice && !person.isInPrelude() ? 2 : 1;
        LoadBotApiServer.QueuedUpdate one = new LoadBotApiServer.QueuedUpdate(updates++, person.chat, update);
        telegram.deliverUpdate(one);
    }

    @Override
    public long message(long chat, Map<?, ?> call) {
        VirtualUser person = people.get(chat);
        if (person == null) {
            tally.addError("a message for nobody: " + call.get("text"));
            return 1;
        }
        Object markup = call.get("reply_markup");
        if (markup instanceof String written) {
            markup = MinimalJson.read(written);
        }
        List<?> rows = markup instanceof Map<?, ?> keyboard ? (List<?>) keyboard.get("inline_keyboard") : null;
        boolean before = person.hasSeenAll();
        Long edited = call.get("message_id") == null
                ? null
                : Long.valueOf(call.get("message_id").toString());
        long id = person.receiveMessage((String) call.get("text"), rows, edited, tally);
        if (!before && person.hasSeenAll()) {
            tally.replied++;
            tally.addLatency(System.nanoTime() - person.saidAt);
        }
        onward(person);
        return id;
    }

    @Override
    public void acknowledged(LoadBotApiServer.QueuedUpdate update, boolean accepted) {
        if (!accepted) {
            tally.refused++;
            again.add(new DelayedUpdate(System.nanoTime() + RETRY_DELAY_NANOS, update));
            return;
        }
        tally.acknowledged++;
        VirtualUser person = people.get(update.chat());
        if (person == null) {
            return;
        }
        if (--person.unacknowledged == 1) {
            deliver(update);
        }
        onward(person);
    }

    private void deliver(LoadBotApiServer.QueuedUpdate update) {
        try {
            telegram.deliverUpdate(update);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void called(boolean inAnswer) {
        tally.calls += inAnswer ? 0 : 1;
        tally.inAnswer += inAnswer ? 1 : 0;
    }

    private void onward(VirtualUser person) {
        if (!person.waits || person.unacknowledged > 0 || !person.hasSeenAll()) {
            return;
        }
        person.waits = false;
        if (person.hasEnded()) {
            finished++;
            return;
        }
        boolean waits = untilForm ? person.isBetweenForms() : !going || rate > 0;
        if (waits) {
            free.add(person);
            return;
        }
        try {
            say(person, System.nanoTime());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
