package pk.rahnuma.console.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.script.ScriptTexts;
import pk.rahnuma.document.file.FileRejectionReason;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.StaffRemark;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.form.MaskedAnswers;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.ticket.Ticket;

/// What a template knows of whom it is written for: their language, what they may do, and how a thing is said.
///
/// @param viewer who looks; null before they have signed in
/// @param path of the page, with its query
/// @param secondLook how many decisions wait for a second member of staff; null where that is none of the viewer's work
/// @param version of the console's files
public record ViewContext(
        ConsoleTexts words,
        ScriptTexts texts,
        String language,
        ConsoleUser viewer,
        String path,
        Long secondLook,
        String version,
        String mode,
        Instant now) {

    private static final String SHARED_TEXT_PREFIX = "register-individual.";

    /// Questions about a line whose answers are chosen.
    private static final List<String> LINE_CHOICE_QUESTIONS = List.of("isp");

    private static final Map<String, DateTimeFormatter> TIME_FORMATS = Map.of(
            "en",
                    DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.of("en", "PK"))
                            .withZone(EngineContext.PAKISTAN_ZONE),
            "ur",
                    DateTimeFormatter.ofPattern("d MMM uuuu، HH:mm", Locale.of("ur", "PK"))
                            .withZone(EngineContext.PAKISTAN_ZONE));

    private static final Map<String, DateTimeFormatter> DAY_FORMATS = Map.of(
            "en", DateTimeFormatter.ofPattern("EEEE, d MMM uuuu", Locale.of("en", "PK")),
            "ur", DateTimeFormatter.ofPattern("EEEE، d MMM uuuu", Locale.of("ur", "PK")));

    /// A text of the console.
    public String formatText(String key) {
        return words.formatText(language, key, Map.of());
    }

    /// The same with arguments, a name and a value each.
    public String formatText(String key, Object... arguments) {
        Map<String, Object> named = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            named.put((String) arguments[i], plain(arguments[i + 1]));
        }
        return words.formatText(language, key, named);
    }

    private static Object plain(Object value) {
        return value instanceof Integer whole ? (Object) whole.longValue() : value;
    }

    /// A code in words: `status` and `NEEDS_INFO` is the text `status.needs_info`; one without a text is itself.
    public String codeText(String kind, Object code) {
        String name = String.valueOf(code).toLowerCase(Locale.ROOT).replace('-', '_');
        String key = kind + "." + name;
        return words.hasText(key) ? formatText(key) : String.valueOf(code);
    }

    /// The roles of a member of staff.
    public String rolesText(Set<StaffRole> roles) {
        return roles.stream().map(role -> codeText("role", role)).collect(Collectors.joining(formatText("role.and")));
    }

    /// What an answer of a form is called; an item of a list by its place.
    public String fieldLabel(String script, String name) {
        int slash = name.indexOf('/');
        String base = slash < 0 ? name : name.substring(0, slash);
        // What forms share has its words in the first of them; documents have names of their own.
        String label = Stream.of(script + "." + base + ".label", SHARED_TEXT_PREFIX + base + ".label", "values." + base)
                .filter(texts::hasText)
                .findFirst()
                .map(key -> texts.formatText(language, key, Map.of()))
                .orElse(base.replace('_', ' '));
        return slash < 0 ? label : label + " " + name.substring(slash + 1);
    }

    /// An answer as it is read: of a choice, what the form calls it; of a country, its name; of a line, each part so.
    public String answerText(String script, String name, String value) {
        int slash = name.indexOf('/');
        if (slash >= 0) {
            return Stream.of(value.split(MaskedAnswers.PART_SEPARATOR))
                    .map(part -> LINE_CHOICE_QUESTIONS.stream()
                            .map(question -> answerText(script, question, part))
                            .filter(said -> !said.equals(part))
                            .findFirst()
                            .orElse(part))
                    .collect(Collectors.joining(" · "));
        }
        List<String> said = Stream.of(value.split(MaskedAnswers.VALUE_SEPARATOR))
                .map(one -> option(script, name, one).orElse(null))
                .toList();
        return said.stream().allMatch(Objects::nonNull)
                ? String.join(language.equals("ur") ? "، " : ", ", said)
                : switch (value) {
                    case "yes", "no" -> formatText("answers." + value);
                    case MaskedAnswers.DOCUMENT_PLACEHOLDER -> formatText("answers.see_documents");
                    default -> value;
                };
    }

    private Optional<String> option(String script, String name, String value) {
        if (name.endsWith("_country") && value.matches("[A-Z]{2}")) {
            return Optional.of(Locale.of("", value).getDisplayCountry(Locale.of(language)));
        }
        return Stream.of(script + ".", SHARED_TEXT_PREFIX)
                .map(form -> form + name + ".options." + value)
                .filter(texts::hasText)
                .findFirst()
                .map(key -> texts.formatText(language, key, Map.of()));
    }

    /// Why something cannot be done, or what a check found.
    ///
    /// @param script of the form that it is about
    public String remarkText(StaffRemark remark, String script) {
        Function<Object, String> codes = code -> switch (code) {
            case ApplicationStatus status -> codeText("status", status);
            case ApplicationTransition move -> codeText("act", move);
            case TransitionActor party -> codeText("who", party);
            case Ticket.State state -> codeText("ticket", state);
            case FileRejectionReason fault -> applicantText("errors.file." + fault.textCode());
            case StaffRemark.Field field -> fieldLabel(script, field.name());
            case StaffRemark.Option option -> answerText(script, option.question(), option.value());
            case Instant at -> formatTime(at);
            default -> code.toString();
        };
        // What names codes that are typed says the same here in terms of the page.
        String instead = "instead." + remark.key();
        return words.hasText(instead)
                ? words.formatText(
                        language,
                        instead,
                        Map.of("act", codes.apply(remark.arguments().getOrDefault("act", ""))))
                : remark.formatIn(language, codes);
    }

    /// What is said to applicants, in the language of who looks.
    public String applicantText(String key) {
        return texts.hasText(key) ? texts.formatText(language, key, Map.of("mode", mode)) : key;
    }

    /// In Pakistan's time; nothing for null.
    public String formatTime(Instant at) {
        return at == null ? "" : TIME_FORMATS.get(language).format(at);
    }

    /// A day of the calendar.
    public String formatDay(LocalDate day) {
        return DAY_FORMATS.get(language).format(day);
    }

    /// As a machine reads it.
    public String toIsoTime(Instant at) {
        return at.toString();
    }

    /// How long something took or takes, to the two largest units.
    public String formatDuration(Duration length) {
        long minutes = Math.max(0, length.toMinutes());
        if (minutes < 60) {
            return formatText("span.minutes", "minutes", minutes);
        }
        if (minutes < 48 * 60) {
            return formatText("span.hours", "hours", minutes / 60, "minutes", minutes % 60);
        }
        return formatText("span.days", "days", minutes / (24 * 60), "hours", minutes / 60 % 24);
    }

    /// How long ago.
    public String formatAge(Instant at) {
        return formatText("span.ago", "span", formatDuration(Duration.between(at, now)));
    }

    /// When something is due: in so long, or so long ago.
    public String formatDeadline(Instant at) {
        return at.isBefore(now)
                ? formatText("span.late", "span", formatDuration(Duration.between(at, now)))
                : formatText("span.left", "span", formatDuration(Duration.between(now, at)));
    }

    public boolean isOverdue(Instant due) {
        return due != null && due.isBefore(now);
    }

    public LocalDate currentDate() {
        return now.atZone(EngineContext.PAKISTAN_ZONE).toLocalDate();
    }

    public boolean hasPermission(StaffPermission right) {
        return viewer != null && viewer.hasPermission(right);
    }

    public String textDirection() {
        return language.equals("ur") ? "rtl" : "ltr";
    }

    /// Where one of the console's files is.
    public String assetPath(String name) {
        return ConsoleAssetController.PATH + "/" + version + "/" + name;
    }

    public List<String> offeredLanguages() {
        return ConsoleTexts.LANGUAGES;
    }

    /// Whether the page listens to what happens meanwhile. Each that does keeps a connection, of which a browser has
    /// few.
    public boolean listensToEvents() {
        return hasPermission(StaffPermission.READ_TICKETS) && isWithin("/desk/tickets")
                || secondLook != null
                        && (isWithin("/desk/second-look")
                                || path.equals("/desk/applications")
                                || path.startsWith("/desk/applications?"));
    }

    /// Whether the page belongs to a part of the console.
    public boolean isWithin(String part) {
        return path.equals(part) || path.startsWith(part + "/") || path.startsWith(part + "?");
    }
}
