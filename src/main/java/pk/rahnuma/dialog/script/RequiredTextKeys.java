package pk.rahnuma.dialog.script;

import java.util.List;
import pk.rahnuma.shared.Language;

/// Texts that the engine itself uses, whatever the scripts: they must exist.
public final class RequiredTextKeys {

    private static final List<String> TEXT_KEYS = List.of(
            "progress",
            "whom",
            "not_given",
            "working",
            "fetching",
            "in_row",
            "insist",
            "so_far",
            "change_which",
            "nothing_to_change",
            "nothing_back",
            "cannot_skip",
            "postponed",
            "postponed_left",
            "only_postponed",
            "postponable",
            "prerequisite",
            "offer_human",
            "taken",
            "adding",
            "no_answer.unknown",
            "no_answer.same",
            "no_answer.reason",
            "no_answer.later",
            "no_answer.wait",
            "no_answer.none",
            "no_answer.filler",
            "no_answer.greeting",
            "no_answer.insult",
            "no_answer.praise",
            "no_answer.question",
            "no_answer.unanswered",
            "unread.voice",
            "voice_story",
            "arrived",
            "unread.location",
            "unread.sticker",
            "enough",
            "missing_in_row",
            "more_rows",
            "rows_left_out",
            "no_rows",
            "no_table",
            "too_many_items",
            "edited",
            "edit_refused",
            "edit_unused",
            "form",
            "flood",
            "too_long",
            "welcome_back",
            "several",
            "joined",
            "use_buttons",
            "one_option",
            "which_act",
            "help",
            "help_menu",
            "already",
            "stale",
            "stale_notice",
            "contact_not_expected",
            "contact_of_other",
            "introduction",
            "no_operator",
            "language_detected",
            "answered_in_language",
            "menu",
            "not_understood",
            "cancel",
            "kept",
            "discarded",
            "stopped",
            "back_to",
            "resumed",
            "reminder",
            "chosen_reminder",
            "reminder_set",
            "last_reminder",
            "expired",
            "language_which",
            "draft",
            "parked",
            "with_human",
            "file_lost",
            "caption_cut",
            "nothing_running");

    private static final List<String> BUTTON_KEYS = List.of(
            "back",
            "change",
            "skip",
            "help",
            "details",
            "repeat",
            "more",
            "yes",
            "done",
            "add",
            "remove",
            "menu",
            "status",
            "human",
            "voice",
            "ask",
            "language",
            "cancel",
            "continue",
            "keep",
            "discard",
            "restart",
            "next",
            "all_options",
            "contact",
            "remind_hour",
            "remind_evening",
            "remind_morning");

    private RequiredTextKeys() {}

    public static void checkAll(ScriptTexts texts, List<ScriptProblem> problems) {
        TEXT_KEYS.forEach(key -> requireText(texts, "engine." + key, problems));
        BUTTON_KEYS.forEach(key -> requireText(texts, "engine.button." + key, problems));
        requireText(texts, "errors.any.file_not_expected", problems);
        requireText(texts, "errors.any.too_long", problems);
        Language.ALL.forEach(language -> requireText(texts, "engine.languages." + language, problems));
    }

    private static void requireText(ScriptTexts texts, String key, List<ScriptProblem> problems) {
        if (!texts.hasText(key)) {
            problems.add(new ScriptProblem(
                    "texts/en", 0, "`" + key + "` is missing", "the engine says it: add it in every language"));
        }
    }
}
