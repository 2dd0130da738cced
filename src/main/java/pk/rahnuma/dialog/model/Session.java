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
/// @param reviewed summary that was shown in full, or null
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
        ShownReview reviewed) {

    public Session {
        answers = answers == null ? Map.of() : answers;
        items = items == null ? Map.of() : items;
        results = results == null ? Map.of() : results;
        awaited = awaited == null ? List.of() : awaited;
    }

    public static Session startNew(String id, String script, String flow, Instant now) {
        return new Session(
                id, script, flow, Map.of(), Map.of(), Map.of(), null, null, null, false, 0, 0, 0, now, now, 0,
                List.of(), null);
    }

    /// Moves on: the state of the previous question is cleared, files for other questions are still awaited.
    private Session moved(
            Map<String, StoredAnswer> answers, Map<String, List<String>> items, String focus, Instant now) {
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
                reviewed);
    }

    /// Adds the answer to a later question; the current one stays as it is.
    public Session withEarlyAnswer(String key, StoredAnswer answer, Instant now) {
        Map<String, StoredAnswer> more = new LinkedHashMap<>(answers);
        more.put(key, answer);
        return new Session(
                id, script, flow, more, items, results, focus, partial, doubt, picking, page, tries, token + 1, asked,
                now, 0, awaited, reviewed);
    }

    public Session withAnswer(String key, StoredAnswer answer, Instant now) {
        Map<String, StoredAnswer> more = new LinkedHashMap<>(answers);
        more.remove(key);
        more.put(key, answer);
        return moved(more, items, null, now);
    }

    public Session withoutAnswer(String key, Instant now) {
        Map<String, StoredAnswer> fewer = new LinkedHashMap<>(answers);
        fewer.remove(key);
        return moved(fewer, items, null, now);
    }

    public Session withFocus(String key, Instant now) {
        return moved(answers, items, key, now);
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
        return moved(reopened(repeat), items(repeat, ids), null, now);
    }

    public Session withoutItem(String repeat, String item, Instant now) {
        List<String> ids = new ArrayList<>(items.getOrDefault(repeat, List.of()));
        ids.remove(item);
        Map<String, StoredAnswer> fewer = reopened(repeat);
        fewer.keySet().removeIf(key -> key.startsWith(repeat + "/" + item + "/"));
        return moved(fewer, items(repeat, ids), null, now);
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
                id, script, flow, answers, items, more, focus, partial, doubt, picking, page, tries, token, asked,
                touched, reminded, awaited, reviewed);
    }

    /// Stays at the question with a held value. The token changes, so that the same tap does not count twice.
    public Session withPendingValue(Object partial, Object doubt, Instant now) {
        return new Session(
                id, script, flow, answers, items, results, focus, partial, doubt, false, page, tries, token + 1, asked,
                now, 0, awaited, reviewed);
    }

    public Session withFailedTry() {
        return new Session(
                id, script, flow, answers, items, results, focus, partial, null, picking, page, tries + 1, token, asked,
                touched, reminded, awaited, reviewed);
    }

    public Session withAnswerList(boolean list, int page) {
        return new Session(
                id, script, flow, answers, items, results, focus, partial, null, list, page, tries, token, asked,
                touched, reminded, awaited, reviewed);
    }

    public Session withAskedAt(Instant now) {
        return new Session(
                id, script, flow, answers, items, results, focus, partial, doubt, picking, page, tries, token, now,
                touched, reminded, awaited, reviewed);
    }

    public Session withReminderCount(int count) {
        return new Session(
                id, script, flow, answers, items, results, focus, partial, doubt, picking, page, tries, token, asked,
                touched, count, awaited, reviewed);
    }

    /// @param review that was shown, or null to show it in full again
    public Session withShownReview(ShownReview review) {
        return new Session(
                id, script, flow, answers, items, results, focus, partial, doubt, picking, page, tries, token, asked,
                touched, reminded, awaited, review);
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
                reviewed);
    }

    /// Same session in another conversation. The token stays.
    public Session withId(String other) {
        return new Session(
                other, script, flow, answers, items, results, focus, partial, doubt, picking, page, tries, token, asked,
                touched, reminded, awaited, reviewed);
    }

    /// Same answers on another version of the script.
    public Session withFlow(String otherFlow) {
        return new Session(
                id, script, otherFlow, answers, items, results, null, null, null, false, 0, 0, token + 1, asked,
                touched, reminded, List.of(), null);
    }
}
