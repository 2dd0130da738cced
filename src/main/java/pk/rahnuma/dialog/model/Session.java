package pk.rahnuma.dialog.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One run of one script: its answers by name, and the state of the current question, which cannot be derived from
/// them.
///
/// @param id unique in its conversation
/// @param flow version of the script
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
        String id,
        String script,
        String flow,
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

    /// State of the current question; the next one begins with an empty one.
    ///
    /// @param focus key of an answered question that the person went back to, or null
    /// @param partial value of the current question without being answered, or null
    /// @param doubt a value that failed a soft check and may be confirmed, or null
    /// @param picking whether the list of answers to change is shown
    /// @param page of the options shown
    /// @param tries failed at the current question
    /// @param candidates options of the current question that a text named, of which one is meant; empty when all are
    /// offered
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record QuestionState(
            String focus, Object partial, Object doubt, boolean picking, int page, int tries, List<String> candidates) {

        static final QuestionState EMPTY = atFocus(null);

        public QuestionState {
            candidates = candidates == null ? List.of() : candidates;
        }

        static QuestionState atFocus(String key) {
            return new QuestionState(key, null, null, false, 0, 0, List.of());
        }
    }

    /// State of the reminders of a session.
    ///
    /// @param touched when the person last moved the session forward
    /// @param count number of reminders sent since then
    /// @param time of the reminder that the person chose, or null
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record ReminderState(Instant touched, int count, Instant time) {}

    public Session {
        answers = answers == null ? Map.of() : answers;
        items = items == null ? Map.of() : items;
        results = results == null ? Map.of() : results;
        awaited = awaited == null ? List.of() : awaited;
        postponed = postponed == null ? List.of() : postponed;
        question = question == null ? QuestionState.EMPTY : question;
    }

    public static Session startNew(String id, String script, String flow, Instant now) {
        return new Session(
                id,
                script,
                flow,
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
                id, script, flow, answers, items, results, awaited, postponed, reviewed, next, asked, question,
                restarted);
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

    public Session withoutAnswer(String key, Instant now) {
        Map<String, StoredAnswer> fewer = new LinkedHashMap<>(answers);
        fewer.remove(key);
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

    /// Adds an item to a repeat. Ids are never used twice.
    public Session withItem(String repeat, Instant now) {
        List<String> ids = new ArrayList<>(itemsOf(repeat));
        int highest = 0;
        for (String key : answers.keySet()) {
            if (key.startsWith(repeat + "/")) {
                highest = Math.max(highest, Integer.parseInt(key.split("/")[1]));
            }
        }
        for (String id : ids) {
            highest = Math.max(highest, Integer.parseInt(id));
        }
        ids.add(String.valueOf(highest + 1));
        return moveToFocus(reopenRepeat(repeat), replaceItems(repeat, ids), null, postponed, now);
    }

    public Session withoutItem(String repeat, String item, Instant now) {
        List<String> ids = new ArrayList<>(itemsOf(repeat));
        ids.remove(item);
        Map<String, StoredAnswer> fewer = reopenRepeat(repeat);
        String prefix = repeat + "/" + item + "/";
        fewer.keySet().removeIf(key -> key.startsWith(prefix));
        // A new item may get the same id.
        List<String> open =
                postponed.stream().filter(key -> !key.startsWith(prefix)).toList();
        return moveToFocus(fewer, replaceItems(repeat, ids), null, open, now);
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
                id, script, flow, answers, items, more, awaited, postponed, reviewed, token, asked, question, reminder);
    }

    /// Stays at the question with a held value. The token changes, so that the same tap does not count twice.
    public Session withPendingValue(Object partial, Object doubt, Instant now) {
        QuestionState held = new QuestionState(focus(), partial, doubt, false, page(), tries(), List.of());
        return moveToQuestion(answers, items, awaited, postponed, held, now);
    }

    private Session withQuestion(QuestionState other) {
        return new Session(
                id, script, flow, answers, items, results, awaited, postponed, reviewed, token, asked, other, reminder);
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
                id, script, flow, answers, items, results, awaited, postponed, reviewed, token, now, question,
                reminder);
    }

    private Session withReminder(int count, Instant time) {
        ReminderState other = new ReminderState(touched(), count, time);
        return new Session(
                id, script, flow, answers, items, results, awaited, postponed, reviewed, token, asked, question, other);
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
                id, script, flow, answers, items, results, awaited, postponed, review, token, asked, question,
                reminder);
    }

    /// Stays at the question while these files are downloaded.
    public Session withPendingFiles(List<PendingFile> files) {
        List<PendingFile> pending = List.copyOf(files);
        return new Session(
                id, script, flow, answers, items, results, pending, postponed, reviewed, token, asked, question,
                reminder);
    }

    /// Same session in another conversation. The token stays.
    public Session withId(String other) {
        return new Session(
                other, script, flow, answers, items, results, awaited, postponed, reviewed, token, asked, question,
                reminder);
    }

    /// The session on another version of the script, with those answers that fit it. The last question may not exist
    /// any more: a text written to it must not answer another question.
    public Session withFlow(String other, Map<String, StoredAnswer> fitting) {
        List<PendingFile> none = List.of();
        int next = token + 1;
        return new Session(
                id,
                script,
                other,
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
