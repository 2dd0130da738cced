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
import pk.rahnuma.dialog.EngineContext;
import pk.rahnuma.dialog.script.ScriptTexts;
import pk.rahnuma.document.FileRejectionReason;
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

    private static final String SHARED = "register-individual.";

    /// Questions about a line whose answers are chosen.
    private static final List<String> LINE = List.of("isp");

    private static final Map<String, DateTimeFormatter> TIMES = Map.of(
            "en",
                    DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.of("en", "PK"))
                            .withZone(EngineContext.PAKISTAN),
            "ur",
                    DateTimeFormatter.ofPattern("d MMM uuuu، HH:mm", Locale.of("ur", "PK"))
                            .withZone(EngineContext.PAKISTAN));

    private static final Map<String, DateTimeFormatter> DAYS = Map.of(
            "en", DateTimeFormatter.ofPattern("EEEE, d MMM uuuu", Locale.of("en", "PK")),
            "ur", DateTimeFormatter.ofPattern("EEEE، d MMM uuuu", Locale.of("ur", "PK")));

    /// A text of the console.
    public String say(String key) {
        return words.say(language, key, Map.of());
    }

    /// The same with arguments, a name and a value each.
    public String say(String key, Object... arguments) {
        Map<String, Object> named = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            named.put((String) arguments[i], plain(arguments[i + 1]));
        }
        return words.say(language, key, named);
    }

    private static Object plain(Object value) {
        return value instanceof Integer whole ? (Object) whole.longValue() : value;
    }

    /// A code in words: `status` and `NEEDS_INFO` is the text `status.needs_info`; one without a text is itself.
    public String word(String kind, Object code) {
        String name = String.valueOf(code).toLowerCase(Locale.ROOT).replace('-', '_');
        String key = kind + "." + name;
        return words.has(key) ? say(key) : String.valueOf(code);
    }

    /// The roles of a member of staff.
    public String roles(Set<StaffRole> roles) {
        return roles.stream().map(role -> word("role", role)).collect(Collectors.joining(say("role.and")));
    }

    /// What an answer of a form is called; an item of a list by its place.
    public String label(String script, String name) {
        int slash = name.indexOf('/');
        String base = slash < 0 ? name : name.substring(0, slash);
        // What forms share has its words in the first of them; documents have names of their own.
        String label = Stream.of(script + "." + base + ".label", SHARED + base + ".label", "values." + base)
                .filter(texts::has)
                .findFirst()
                .map(key -> texts.say(language, key, Map.of()))
                .orElse(base.replace('_', ' '));
        return slash < 0 ? label : label + " " + name.substring(slash + 1);
    }

    /// An answer as it is read: of a choice, what the form calls it; of a country, its name; of a line, each part so.
    public String answer(String script, String name, String value) {
        int slash = name.indexOf('/');
        if (slash >= 0) {
            return Stream.of(value.split(MaskedAnswers.PARTS))
                    .map(part -> LINE.stream()
                            .map(question -> answer(script, question, part))
                            .filter(said -> !said.equals(part))
                            .findFirst()
                            .orElse(part))
                    .collect(Collectors.joining(" · "));
        }
        List<String> said = Stream.of(value.split(MaskedAnswers.SEVERAL))
                .map(one -> option(script, name, one).orElse(null))
                .toList();
        return said.stream().allMatch(Objects::nonNull)
                ? String.join(language.equals("ur") ? "، " : ", ", said)
                : switch (value) {
                    case "yes", "no" -> say("answers." + value);
                    case MaskedAnswers.ELSEWHERE -> say("answers.see_documents");
                    default -> value;
                };
    }

    private Optional<String> option(String script, String name, String value) {
        if (name.endsWith("_country") && value.matches("[A-Z]{2}")) {
            return Optional.of(Locale.of("", value).getDisplayCountry(Locale.of(language)));
        }
        return Stream.of(script + ".", SHARED)
                .map(form -> form + name + ".options." + value)
                .filter(texts::has)
                .findFirst()
                .map(key -> texts.say(language, key, Map.of()));
    }

    /// Why something cannot be done, or what a check found.
    ///
    /// @param script of the form that it is about
    public String remark(StaffRemark remark, String script) {
        Function<Object, String> codes = code -> switch (code) {
            case ApplicationStatus status -> word("status", status);
            case ApplicationTransition move -> word("act", move);
            case TransitionActor party -> word("who", party);
            case Ticket.State state -> word("ticket", state);
            case FileRejectionReason fault -> told("errors.file." + fault.code());
            case StaffRemark.Field field -> label(script, field.name());
            case StaffRemark.Option option -> answer(script, option.question(), option.value());
            case Instant at -> time(at);
            default -> code.toString();
        };
        // What names codes that are typed says the same here in terms of the page.
        String instead = "instead." + remark.key();
        return words.has(instead)
                ? words.say(
                        language,
                        instead,
                        Map.of("act", codes.apply(remark.arguments().getOrDefault("act", ""))))
                : remark.in(language, codes);
    }

    /// What is said to applicants, in the language of who looks.
    public String told(String key) {
        return texts.has(key) ? texts.say(language, key, Map.of("mode", mode)) : key;
    }

    /// In Pakistan's time; nothing for null.
    public String time(Instant at) {
        return at == null ? "" : TIMES.get(language).format(at);
    }

    /// A day of the calendar.
    public String day(LocalDate day) {
        return DAYS.get(language).format(day);
    }

    /// As a machine reads it.
    public String machine(Instant at) {
        return at.toString();
    }

    /// How long something took or takes, to the two largest units.
    public String span(Duration length) {
        long minutes = Math.max(0, length.toMinutes());
        if (minutes < 60) {
            return say("span.minutes", "minutes", minutes);
        }
        if (minutes < 48 * 60) {
            return say("span.hours", "hours", minutes / 60, "minutes", minutes % 60);
        }
        return say("span.days", "days", minutes / (24 * 60), "hours", minutes / 60 % 24);
    }

    /// How long ago.
    public String since(Instant at) {
        return say("span.ago", "span", span(Duration.between(at, now)));
    }

    /// When something is due: in so long, or so long ago.
    public String until(Instant at) {
        return at.isBefore(now)
                ? say("span.late", "span", span(Duration.between(at, now)))
                : say("span.left", "span", span(Duration.between(now, at)));
    }

    public boolean late(Instant due) {
        return due != null && due.isBefore(now);
    }

    public LocalDate today() {
        return now.atZone(EngineContext.PAKISTAN).toLocalDate();
    }

    public boolean may(StaffPermission right) {
        return viewer != null && viewer.may(right);
    }

    public String direction() {
        return language.equals("ur") ? "rtl" : "ltr";
    }

    /// Where one of the console's files is.
    public String file(String name) {
        return ConsoleAssetController.PATH + "/" + version + "/" + name;
    }

    public List<String> languages() {
        return ConsoleTexts.LANGUAGES;
    }

    /// Whether the page listens to what happens meanwhile. Each that does keeps a connection, of which a browser has
    /// few.
    public boolean listens() {
        return may(StaffPermission.READ_TICKETS) && within("/desk/tickets")
                || secondLook != null
                        && (within("/desk/second-look")
                                || path.equals("/desk/applications")
                                || path.startsWith("/desk/applications?"));
    }

    /// Whether the page belongs to a part of the console.
    public boolean within(String part) {
        return path.equals(part) || path.startsWith(part + "/") || path.startsWith(part + "?");
    }
}
