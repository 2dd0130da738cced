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
/// @param focus key of an answered question that the person went back to, or null
/// @param partial value of the current question without being answered, or null
/// @param doubt a value that failed a soft check and may be confirmed, or null
/// @param picking whether the list of answers to change is shown
/// @param page of the options shown
/// @param tries failed at the current question
/// @param token number of accepted moves; a button carries the number of its time
/// @param asked when the current question was last shown
/// @param touched when the person last moved the session forward
/// @param reminded number of reminders sent
/// @param awaited files that are being downloaded, in order
/// @param postponed keys of required questions that the person put off, in the order in which they are asked at the end
/// @param remindAt time of the reminder that the person chose, or null
/// @param reviewed summary that was shown in full, or null
/// @param candidates options of the current question that a text named, of which one is meant; empty when all are
/// offered
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Session(
        String id,
        String script,
        String flow,
        Map<String, StoredAnswer> answers,
        Map<String, List<String>> items,
        Map<String, CallResult> results,
        String focus,
        Object partial,
        Object doubt,
        boolean picking,
        int page,
        int tries,
        int token,
        Instant asked,
        Instant touched,
        int reminded,
        List<PendingFile> awaited,
        List<String> postponed,
        Instant remindAt,
        ShownReview reviewed,
        List<String> candidates) {

    public Session {
        answers = answers == null ? Map.of() : answers;
        items = items == null ? Map.of() : items;
        results = results == null ? Map.of() : results;
        awaited = awaited == null ? List.of() : awaited;
        postponed = postponed == null ? List.of() : postponed;
        candidates = candidates == null ? List.of() : candidates;
    }

    public static Session startNew(String id, String script, String flow, Instant now) {
        return new Session(
                id, script, flow, Map.of(), Map.of(), Map.of(), null, null, null, false, 0, 0, 0, now, now, 0,
                List.of(), List.of(), null, null, List.of());
    }

    /// Moves on: the state of the previous question is cleared, files for other questions are still awaited.
    private Session moved(
            Map<String, StoredAnswer> answers,
            Map<String, List<String>> items,
            String focus,
            List<String> postponed,
            Instant now) {
        return new Session(
                id,
                script,
                flow,
                answers,
                items,
                results,
                focus,
                null,
                null,
                false,
                0,
                0,
                token + 1,
                asked,
                now,
                0,
                awaited.stream().filter(file -> file.early() != null).toList(),
                postponed,
                remindAt,
                reviewed,
                List.of());
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
        return new Session(
                id,
                script,
                flow,
                more,
                items,
                results,
                focus,
                partial,
                doubt,
                picking,
                page,
                tries,
                token + 1,
                asked,
                now,
                0,
                awaited,
                postponedWithout(key),
                remindAt,
                reviewed,
                candidates);
    }

    public Session withAnswer(String key, StoredAnswer answer, Instant now) {
        Map<String, StoredAnswer> more = new LinkedHashMap<>(answers);
        more.remove(key);
        more.put(key, answer);
        return moved(more, items, null, postponedWithout(key), now);
    }

    public Session withoutAnswer(String key, Instant now) {
        Map<String, StoredAnswer> fewer = new LinkedHashMap<>(answers);
        fewer.remove(key);
        return moved(fewer, items, null, postponed, now);
    }

    public Session withFocus(String key, Instant now) {
        return moved(answers, items, key, postponed, now);
    }

    /// Leaves the current question for the end.
    ///
    /// @param keys of all postponed questions, in the order in which they are asked at the end
    public Session withPostponed(List<String> keys, Instant now) {
        return moved(answers, items, null, List.copyOf(keys), now);
    }

    /// Adds an item to a repeat. Ids are never used twice.
    public Session withItem(String repeat, Instant now) {
        List<String> ids = new ArrayList<>(items.getOrDefault(repeat, List.of()));
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
        return moved(reopened(repeat), items(repeat, ids), null, postponed, now);
    }

    public Session withoutItem(String repeat, String item, Instant now) {
        List<String> ids = new ArrayList<>(items.getOrDefault(repeat, List.of()));
        ids.remove(item);
        Map<String, StoredAnswer> fewer = reopened(repeat);
        String prefix = repeat + "/" + item + "/";
        fewer.keySet().removeIf(key -> key.startsWith(prefix));
        // A new item may get the same id.
        List<String> open =
                postponed.stream().filter(key -> !key.startsWith(prefix)).toList();
        return moved(fewer, items(repeat, ids), null, open, now);
    }

    private Map<String, StoredAnswer> reopened(String repeat) {
        Map<String, StoredAnswer> open = new LinkedHashMap<>(answers);
        open.remove(repeat);
        return open;
    }

    private Map<String, List<String>> items(String repeat, List<String> ids) {
        Map<String, List<String>> more = new LinkedHashMap<>(items);
        more.put(repeat, List.copyOf(ids));
        return more;
    }

    public Session withResult(String call, CallResult kept) {
        Map<String, CallResult> more = new HashMap<>(results);
        more.put(call, kept);
        return new Session(
                id,
                script,
                flow,
                answers,
                items,
                more,
                focus,
                partial,
                doubt,
                picking,
                page,
                tries,
                token,
                asked,
                touched,
                reminded,
                awaited,
                postponed,
                remindAt,
                reviewed,
                candidates);
    }

    /// Stays at the question with a held value. The token changes, so that the same tap does not count twice.
    public Session withPendingValue(Object partial, Object doubt, Instant now) {
        return new Session(
                id, script, flow, answers, items, results, focus, partial, doubt, false, page, tries, token + 1, asked,
                now, 0, awaited, postponed, remindAt, reviewed, List.of());
    }

    public Session withFailedTry() {
        return new Session(
                id, script, flow, answers, items, results, focus, partial, null, picking, page, tries + 1, token, asked,
                touched, reminded, awaited, postponed, remindAt, reviewed, List.of());
    }

    /// Stays at the question, of whose options only these are offered.
    public Session withCandidates(List<String> options) {
        return new Session(
                id,
                script,
                flow,
                answers,
                items,
                results,
                focus,
                partial,
                doubt,
                picking,
                page,
                tries,
                token,
                asked,
                touched,
                reminded,
                awaited,
                postponed,
                remindAt,
                reviewed,
                List.copyOf(options));
    }

    public Session withAnswerList(boolean list, int page) {
        return new Session(
                id, script, flow, answers, items, results, focus, partial, null, list, page, tries, token, asked,
                touched, reminded, awaited, postponed, remindAt, reviewed, List.of());
    }

    public Session withAskedAt(Instant now) {
        return new Session(
                id,
                script,
                flow,
                answers,
                items,
                results,
                focus,
                partial,
                doubt,
                picking,
                page,
                tries,
                token,
                now,
                touched,
                reminded,
                awaited,
                postponed,
                remindAt,
                reviewed,
                candidates);
    }

    public Session withReminderCount(int count) {
        return new Session(
                id,
                script,
                flow,
                answers,
                items,
                results,
                focus,
                partial,
                doubt,
                picking,
                page,
                tries,
                token,
                asked,
                touched,
                count,
                awaited,
                postponed,
                remindAt,
                reviewed,
                candidates);
    }

    /// The person has chosen the time of the next reminder.
    ///
    /// @param time null when none is chosen any more
    public Session withReminderAt(Instant time) {
        return new Session(
                id,
                script,
                flow,
                answers,
                items,
                results,
                focus,
                partial,
                doubt,
                picking,
                page,
                tries,
                token,
                asked,
                touched,
                reminded,
                awaited,
                postponed,
                time,
                reviewed,
                candidates);
    }

    /// @param review that was shown, or null to show it in full again
    public Session withShownReview(ShownReview review) {
        return new Session(
                id,
                script,
                flow,
                answers,
                items,
                results,
                focus,
                partial,
                doubt,
                picking,
                page,
                tries,
                token,
                asked,
                touched,
                reminded,
                awaited,
                postponed,
                remindAt,
                review,
                candidates);
    }

    /// Stays at the question while these files are downloaded.
    public Session withPendingFiles(List<PendingFile> files) {
        return new Session(
                id,
                script,
                flow,
                answers,
                items,
                results,
                focus,
                partial,
                doubt,
                picking,
                page,
                tries,
                token,
                asked,
                touched,
                reminded,
                List.copyOf(files),
                postponed,
                remindAt,
                reviewed,
                candidates);
    }

    /// Same session in another conversation. The token stays.
    public Session withId(String other) {
        return new Session(
                other,
                script,
                flow,
                answers,
                items,
                results,
                focus,
                partial,
                doubt,
                picking,
                page,
                tries,
                token,
                asked,
                touched,
                reminded,
                awaited,
                postponed,
                remindAt,
                reviewed,
                candidates);
    }

    /// Same answers on another version of the script.
    public Session withFlow(String otherFlow) {
        return new Session(
                id, script, otherFlow, answers, items, results, null, null, null, false, 0, 0, token + 1, asked,
                touched, reminded, List.of(), postponed, remindAt, null, List.of());
    }
}
