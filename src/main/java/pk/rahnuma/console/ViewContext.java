package pk.rahnuma.console;

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
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.script.ScriptTexts;
import pk.rahnuma.messaging.FileRejectionReason;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTerm;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.StaffRemark;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.form.MaskedAnswers;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.shared.ScriptNames;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.ticket.Ticket;

/// Context of a template: the viewer, their language and permissions, and the formats of values.
///
/// @param viewer the user; null before sign-in
/// @param path of the page, with its query
/// @param secondLook number of decisions that wait for a second member of staff; null when the viewer may not confirm
/// any
/// @param unread number of notifications that the viewer has not read; 0 for a part of a page, which has no head
/// @param version of the console's files
public record ViewContext(
        ConsoleTexts words,
        ScriptTexts texts,
        String language,
        ConsoleUser viewer,
        String path,
        Long secondLook,
        long unread,
        String version,
        String mode,
        DeskIdentity desk,
        Instant now) {

    private static final String SHARED_TEXT_PREFIX = "register-individual.";

    /// Questions about a line whose answers are options.
    private static final List<String> LINE_CHOICE_QUESTIONS = List.of("isp");

    private static final Map<String, DateTimeFormatter> TIME_FORMATS = Map.of(
            Language.ENGLISH,
                    DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.of("en", "PK"))
                            .withZone(EngineContext.PAKISTAN_ZONE),
            Language.URDU,
                    DateTimeFormatter.ofPattern("d MMM uuuu، HH:mm", Locale.of("ur", "PK"))
                            .withZone(EngineContext.PAKISTAN_ZONE));

    private static final Map<String, DateTimeFormatter> DAY_FORMATS = Map.of(
            Language.ENGLISH, DateTimeFormatter.ofPattern("EEEE, d MMM uuuu", Locale.of("en", "PK")),
            Language.URDU, DateTimeFormatter.ofPattern("EEEE d MMM uuuu", Locale.of("ur", "PK")));

    /// Text of the console.
    public String formatText(String key) {
        return words.formatText(language, key, Map.of());
    }

    /// Text with arguments, names and values. In a text from right to left, each text that is put in keeps its own
    /// direction: without that, an English word beside a date would change places with it.
    public String formatText(String key, Object... arguments) {
        Map<String, Object> named = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            named.put((String) arguments[i], toArgument(arguments[i + 1]));
        }
        return words.formatText(language, key, named);
    }

    private Object toArgument(Object value) {
        if (value instanceof Integer whole) {
            return whole.longValue();
        }
        return value instanceof String text ? Language.isolateText(text, language) : value;
    }

    /// Text of a code: `status` and `ASKED` is the text `status.asked`; the code itself when there is no
    /// text.
    public String codeText(String kind, Object code) {
        String name = String.valueOf(code).toLowerCase(Locale.ROOT).replace('-', '_');
        String key = kind + "." + name;
        return words.hasText(key) ? formatText(key) : String.valueOf(code);
    }

    /// Roles of a member of staff, as text.
    public String rolesText(Set<StaffRole> roles) {
        return roles.stream().map(role -> codeText("role", role)).collect(Collectors.joining(formatText("role.and")));
    }

    /// Label of an answer of a form, or of a field of a page; an item of a list is labelled by its place.
    public String fieldLabel(String script, String name) {
        int slash = name.indexOf('/');
        String base = slash < 0 ? name : name.substring(0, slash);
        // Shared questions have their labels in the first script; documents have names of their own.
        String label = Stream.of(script + "." + base + ".label", SHARED_TEXT_PREFIX + base + ".label", "values." + base)
                .filter(texts::hasText)
                .findFirst()
                .map(key -> texts.formatText(language, key, Map.of()))
                .orElseGet(() -> codeText("field", base).replace('_', ' '));
        return slash < 0 ? label : label + " " + name.substring(slash + 1);
    }

    /// Readable answer: of a choice, its label; of a country, its name; of a line, each part in this way.
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
                .map(one -> findOptionText(script, name, one).orElse(null))
                .toList();
        return said.stream().allMatch(Objects::nonNull)
                ? String.join(Language.listSeparator(language), said)
                : switch (value) {
                    case "yes", "no" -> formatText("answers." + value);
                    case MaskedAnswers.DOCUMENT_PLACEHOLDER -> formatText("answers.see_documents");
                    default -> value;
                };
    }

    /// Name of a provider or mobile operator.
    ///
    /// @param provider code of the form, or a name
    public String providerText(String provider) {
        return Stream.of(FormAnswers.PROVIDER, FormAnswers.MOBILE_OPERATOR)
                .flatMap(question -> findOptionText(ScriptNames.REGISTER_INDIVIDUAL, question, provider).stream())
                .findFirst()
                .orElse(provider);
    }

    private Optional<String> findOptionText(String script, String name, String value) {
        if (name.endsWith("_country") && value.matches("[A-Z]{2}")) {
            return Optional.of(Locale.of("", value).getDisplayCountry(Locale.of(language)));
        }
        return Stream.of(script + ".", SHARED_TEXT_PREFIX)
                .map(form -> form + name + ".options." + value)
                .filter(texts::hasText)
                .findFirst()
                .map(key -> texts.formatText(language, key, Map.of()));
    }

    /// Text of an error or of the result of a check.
    ///
    /// @param script of the form that it is about
    public String remarkText(StaffRemark remark, String script) {
        Function<Object, String> codes = code -> switch (code) {
            case LineStatus status -> codeText("status", status);
            case ApplicationStatus status -> codeText("status", status);
            case LineTransition move -> codeText("act", move);
            case TransitionActor party -> codeText("who", party);
            case Ticket.State state -> codeText("ticket", state);
            case FileRejectionReason fault -> applicantText("errors.file." + fault.textCode());
            case StaffRemark.Field field -> fieldLabel(script, field.name());
            case StaffRemark.Option option -> answerText(script, option.question(), option.value());
            case Instant at -> formatTime(at);
            default -> code.toString();
        };
        // For names of typed codes, use the text for pages.
        String instead = "instead." + remark.key();
        return words.hasText(instead)
                ? words.formatText(
                        language,
                        instead,
                        Map.of("act", codes.apply(remark.arguments().getOrDefault("act", ""))))
                : remark.formatIn(language, codes);
    }

    /// Text that applicants see, in the viewer's language.
    public String applicantText(String key) {
        return texts.hasText(key) ? texts.formatText(language, key, desk.textArguments()) : key;
    }

    /// Time in Pakistan; empty for null.
    public String formatTime(Instant at) {
        return at == null ? "" : TIME_FORMATS.get(language).format(at);
    }

    /// Days on which a line is registered.
    public String formatTerm(LineTerm term) {
        String open = formatText("applications.day_open");
        return formatText(
                "applications.term",
                "from",
                term.from() == null ? open : formatDay(term.from()),
                "until",
                term.until() == null ? open : formatDay(term.until()));
    }

    /// Day of the calendar.
    public String formatDay(LocalDate day) {
        return DAY_FORMATS.get(language).format(day);
    }

    /// Time in ISO 8601 format.
    public String toIsoTime(Instant at) {
        return at.toString();
    }

    /// Duration in its two largest units.
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

    /// Time since an instant.
    public String formatAge(Instant at) {
        return formatText("span.ago", "span", formatDuration(Duration.between(at, now)));
    }

    /// Time until or since a deadline.
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
        return Language.isRightToLeft(language) ? "rtl" : "ltr";
    }

    /// Path of a file of the console.
    public String assetPath(String name) {
        return ConsoleAssetController.PATH + "/" + version + "/" + name;
    }

    /// Path of the page of a ticket or an application.
    public static String casePath(Reference number) {
        return (number.isTicket() ? "/desk/tickets/" : "/desk/applications/") + number.toGroupedText();
    }

    public List<String> offeredLanguages() {
        return Language.STAFF;
    }

    /// Tells whether the page listens to events, as every page with notifications does.
    public boolean listensToEvents() {
        return hasPermission(StaffPermission.READ_TICKETS);
    }

    /// Tells whether the page belongs to an area of the console.
    public boolean isWithin(String part) {
        return path.equals(part) || path.startsWith(part + "/") || path.startsWith(part + "?");
    }
}
