package pk.rahnuma.dialog.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// One run of one script: its answers by name, and the state of the current question, which cannot be derived from
/// them.
///
/// @param identity names it and its script
/// @param answers by key, in the order in which they were given; the key of a question in a repeat is
///     `<repeat>/<item>/<question>`
/// @param items ids of each repeat's items, in order
/// @param results of calls, by name
/// @param awaited files that are being downloaded, in order
/// @param postponed keys of required questions that the person put off, in the order in which they are asked at the end
/// @param reviewed summary that was shown in full, or null
/// @param token number of accepted moves; a button carries the number of its time
/// @param asked when the current question was last shown
/// @param question state of the current question
/// @param reminder state of the reminders of the session
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Session(
        SessionIdentity identity,
        Map<String, StoredAnswer> answers,
        Map<String, List<String>> items,
        Map<String, CallResult> results,
        List<PendingFile> awaited,
        List<String> postponed,
        ShownReview reviewed,
        int token,
        Instant asked,
        QuestionState question,
        ReminderState reminder) {

    public Session {
        answers = answers == null ? Map.of() : answers;
        items = items == null ? Map.of() : items;
        results = results == null ? Map.of() : results;
        awaited = awaited == null ? List.of() : awaited;
        postponed = postponed == null ? List.of() : postponed;
        question = question == null ? QuestionState.EMPTY : question;
    }

    public static Session startNew(SessionIdentity identity, Instant now) {
        return new Session(
                identity,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                null,
                0,
                now,
                QuestionState.EMPTY,
                new ReminderState(now, 0, null));
    }

    public String id() {
        return identity.id();
    }

    public String name() {
        return identity.name();
    }

    public String script() {
        return identity.script();
    }

    public String flow() {
        return identity.flow();
    }

    /// @param name of a form; null for one without
    public boolean isOf(String script, String name) {
        return script().equals(script) && Objects.equals(name(), name);
    }

    public String focus() {
        return question.focus();
    }

    public Object partial() {
        return question.partial();
    }

    public Object doubt() {
        return question.doubt();
    }

    public boolean picking() {
        return question.picking();
    }

    public int page() {
        return question.page();
    }

    public int tries() {
        return question.tries();
    }

    public List<String> candidates() {
        return question.candidates();
    }

    public Instant touched() {
        return reminder.touched();
    }

    /// Ids of the items of a repeat, in order.
    public List<String> itemsOf(String repeat) {
        return items.getOrDefault(repeat, List.of());
    }

    /// The person moved the session forward: earlier buttons are old, and reminders are counted again.
    private Session moveToQuestion(
            Map<String, StoredAnswer> answers,
            Map<String, List<String>> items,
            List<PendingFile> awaited,
            List<String> postponed,
            QuestionState question,
            Instant now) {
        int next = token + 1;
        ReminderState restarted = new ReminderState(now, 0, reminder.time());
        return new Session(
                identity, answers, items, results, awaited, postponed, reviewed, next, asked, question, restarted);
    }

    /// Moves on: the state of the previous question is cleared, files for other questions are still awaited.
    private Session moveToFocus(
            Map<String, StoredAnswer> answers,
            Map<String, List<String>> items,
            String focus,
            List<String> postponed,
            Instant now) {
        List<PendingFile> others =
                awaited.stream().filter(file -> file.early() != null).toList();
        return moveToQuestion(answers, items, others, postponed, QuestionState.atFocus(focus), now);
    }

    /// Postponed questions without one that is answered.
    private List<String> postponedWithout(String answered) {
        return postponed.contains(answered)
                ? postponed.stream().filter(key -> !key.equals(answered)).toList()
                : postponed;
    }

    /// Adds the answer to a later question; the current one stays as it is.
    public Session withEarlyAnswer(String key, StoredAnswer answer, Instant now) {
        Map<String, StoredAnswer> more = new LinkedHashMap<>(answers);
        more.put(key, answer);
        return moveToQuestion(more, items, awaited, postponedWithout(key), question, now);
    }

    public Session withAnswer(String key, StoredAnswer answer, Instant now) {
        Map<String, StoredAnswer> more = new LinkedHashMap<>(answers);
        more.remove(key);
        more.put(key, answer);
        return moveToFocus(more, items, null, postponedWithout(key), now);
    }

    /// Adds answers to questions that have none.
    public Session withAnswers(Map<String, StoredAnswer> added, Instant now) {
        Map<String, StoredAnswer> more = new LinkedHashMap<>(answers);
        more.putAll(added);
        List<String> open =
                postponed.stream().filter(key -> !added.containsKey(key)).toList();
        return moveToFocus(more, items, null, open, now);
    }

    public Session withoutAnswer(String key, Instant now) {
        return withoutAnswers(List.of(key), now);
    }

    public Session withoutAnswers(Collection<String> keys, Instant now) {
        Map<String, StoredAnswer> fewer = new LinkedHashMap<>(answers);
        keys.forEach(fewer::remove);
        return moveToFocus(fewer, items, null, postponed, now);
    }

    public Session withFocus(String key, Instant now) {
        return moveToFocus(answers, items, key, postponed, now);
    }

    /// Leaves the current question for the end.
    ///
    /// @param keys of all postponed questions, in the order in which they are asked at the end
    public Session withPostponed(List<String> keys, Instant now) {
        return moveToFocus(answers, items, null, List.copyOf(keys), now);
    }

    /// Adds items to a repeat. Ids are never used twice.
    public Session withItems(String repeat, int added, Instant now) {
        List<String> ids = new ArrayList<>(itemsOf(repeat));
        String prefix = repeat + "/";
        int highest = 0;
        for (String key : answers.keySet()) {
            if (key.startsWith(prefix)) {
                highest = Math.max(
                        highest, Integer.parseInt(key.substring(prefix.length(), key.indexOf('/', prefix.length()))));
            }
        }
        for (String id : ids) {
            highest = Math.max(highest, Integer.parseInt(id));
        }
        for (int id = highest + 1; id <= highest + added; id++) {
            ids.add(String.valueOf(id));
        }
        return moveToFocus(reopenRepeat(repeat), replaceItems(repeat, ids), null, postponed, now);
    }

    public Session withoutItems(String repeat, Collection<String> removed, Instant now) {
        List<String> ids = new ArrayList<>(itemsOf(repeat));
        ids.removeAll(removed);
        Map<String, StoredAnswer> fewer = reopenRepeat(repeat);
        Set<String> prefixes =
                removed.stream().map(item -> repeat + "/" + item + "/").collect(Collectors.toSet());
        fewer.keySet().removeIf(key -> isOfItem(key, prefixes));
        // A new item may get the same id.
        List<String> open =
                postponed.stream().filter(key -> !isOfItem(key, prefixes)).toList();
        return moveToFocus(fewer, replaceItems(repeat, ids), null, open, now);
    }

    private static boolean isOfItem(String key, Set<String> prefixes) {
        return prefixes.contains(key.substring(0, key.lastIndexOf('/') + 1));
    }

    private Map<String, StoredAnswer> reopenRepeat(String repeat) {
        Map<String, StoredAnswer> open = new LinkedHashMap<>(answers);
        open.remove(repeat);
        return open;
    }

    private Map<String, List<String>> replaceItems(String repeat, List<String> ids) {
        Map<String, List<String>> more = new LinkedHashMap<>(items);
        more.put(repeat, List.copyOf(ids));
        return more;
    }

    public Session withResult(String call, CallResult kept) {
        Map<String, CallResult> more = new HashMap<>(results);
        more.put(call, kept);
        return new Session(
                identity, answers, items, more, awaited, postponed, reviewed, token, asked, question, reminder);
    }

    /// Stays at the question with a held value. The token changes, so that the same tap does not count twice.
    public Session withPendingValue(Object partial, Object doubt, Instant now) {
        QuestionState held = new QuestionState(focus(), partial, doubt, false, page(), tries(), List.of());
        return moveToQuestion(answers, items, awaited, postponed, held, now);
    }

    private Session withQuestion(QuestionState other) {
        return new Session(
                identity, answers, items, results, awaited, postponed, reviewed, token, asked, other, reminder);
    }

    public Session withFailedTry() {
        return withQuestion(new QuestionState(focus(), partial(), null, picking(), page(), tries() + 1, List.of()));
    }

    /// Stays at the question, of whose options only these are offered.
    public Session withCandidates(List<String> options) {
        return withQuestion(
                new QuestionState(focus(), partial(), doubt(), picking(), page(), tries(), List.copyOf(options)));
    }

    public Session withAnswerList(boolean list, int page) {
        return withQuestion(new QuestionState(focus(), partial(), null, list, page, tries(), List.of()));
    }

    public Session withAskedAt(Instant now) {
        return new Session(
                identity, answers, items, results, awaited, postponed, reviewed, token, now, question, reminder);
    }

    private Session withReminder(int count, Instant time) {
        ReminderState other = new ReminderState(touched(), count, time);
        return new Session(
                identity, answers, items, results, awaited, postponed, reviewed, token, asked, question, other);
    }

    public Session withReminderCount(int count) {
        return withReminder(count, reminder.time());
    }

    /// The person has chosen the time of the next reminder.
    ///
    /// @param time null when none is chosen any more
    public Session withReminderAt(Instant time) {
        return withReminder(reminder.count(), time);
    }

    /// @param review that was shown, or null to show it in full again
    public Session withShownReview(ShownReview review) {
        return new Session(
                identity, answers, items, results, awaited, postponed, review, token, asked, question, reminder);
    }

    /// Stays at the question while these files are downloaded.
    public Session withPendingFiles(List<PendingFile> files) {
        List<PendingFile> pending = List.copyOf(files);
        return new Session(
                identity, answers, items, results, pending, postponed, reviewed, token, asked, question, reminder);
    }

    /// Same session in another conversation. The token stays.
    public Session withId(String other) {
        SessionIdentity renamed = new SessionIdentity(other, name(), script(), flow());
        return new Session(
                renamed, answers, items, results, awaited, postponed, reviewed, token, asked, question, reminder);
    }

    /// The session on another version of the script, with those answers that fit it. The last question may not exist
    /// any more: a text written to it must not answer another question.
    public Session withFlow(String other, Map<String, StoredAnswer> fitting) {
        List<PendingFile> none = List.of();
        int next = token + 1;
        return new Session(
                new SessionIdentity(id(), name(), script(), other),
                fitting,
                items,
                results,
                none,
                postponed,
                null,
                next,
                Instant.EPOCH,
                QuestionState.EMPTY,
                reminder);
    }
}
