package pk.rahnuma.shared;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.Part;
import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// A text as an ICU message. Its format is created on first use: formats with dates are slow to create, and few of them
/// are used in the first minute.
public final class IcuMessage {

    /// Types and styles of arguments (`{due, date, ::dMMMM}`) that ICU has accepted once, by locale.
    private static final Set<String> VERIFIED_STYLES = ConcurrentHashMap.newKeySet();

    private final String pattern;
    private final String language;
    private final ULocale locale;
    private final Set<String> arguments = new TreeSet<>();
    private final boolean plain;
    /// Literals and, in between, names of arguments that are inserted unchanged; null when ICU has to format the text.
    private final List<String> pieces;
    private MessageFormat format;
    /// Dates of Urdu and Roman Urdu; filled together with the format.
    private final List<UrduDate> urduDates = new ArrayList<>();

    /// A date that ICU does not format.
    ///
    /// @param argument its name
    /// @param substitute name of the argument that takes its place in ICU's format, with the formatted text
    private record UrduDate(String argument, String substitute, UrduDateFormat format) {}

    private IcuMessage(String language, String pattern) {
        this.pattern = pattern;
        this.language = language;
        this.locale = ULocale.forLanguageTag(language.equals(Language.URDU) ? "ur-PK" : "en-PK");
        MessagePattern parsed = new MessagePattern(pattern);
        for (int i = 0; i < parsed.countParts(); i++) {
            Part part = parsed.getPart(i);
            if (part.getType() == Part.Type.ARG_NAME) {
                arguments.add(parsed.getSubstring(part));
            } else if (part.getType() == Part.Type.ARG_TYPE) {
                Part next = parsed.getPart(i + 1);
                check(
                        parsed.getSubstring(part),
                        next.getType() == Part.Type.ARG_STYLE ? parsed.getSubstring(next) : null);
            }
        }
        this.plain = arguments.isEmpty() && pattern.indexOf('\'') < 0;
        this.pieces = pieces(pattern, parsed);
    }

    private static List<String> pieces(String pattern, MessagePattern parsed) {
        List<String> pieces = new ArrayList<>();
        int end = 0;
        for (int i = 0; i < parsed.countParts(); i++) {
            Part part = parsed.getPart(i);
            switch (part.getType()) {
                case MSG_START, MSG_LIMIT, ARG_LIMIT -> {}
                case ARG_START -> {
                    if (part.getArgType() != MessagePattern.ArgType.NONE) {
                        return null;
                    }
                    pieces.add(pattern.substring(end, part.getIndex()));
                    end = parsed.getPart(parsed.getLimitPartIndex(i)).getLimit();
                }
                case ARG_NAME -> pieces.add(parsed.getSubstring(part));
                default -> {
                    return null;
                }
            }
        }
        pieces.add(pattern.substring(end));
        return List.copyOf(pieces);
    }

    /// Creates a message. Roman Urdu is written with Latin letters: it uses the numbers and the names of days and
    /// months of English as in Pakistan. [UrduDateFormat] formats the dates of Urdu and Roman Urdu.
    ///
    /// @param language `en`, `ur` or `ur-Latn`
    /// @throws IllegalArgumentException when ICU does not accept the pattern
    public static IcuMessage forLanguage(String language, String pattern) {
        return new IcuMessage(language, pattern);
    }

    private void check(String type, String style) {
        String argument = style == null ? "{x," + type + "}" : "{x," + type + "," + style + "}";
        if (!VERIFIED_STYLES.contains(locale + argument)) {
            new MessageFormat(argument, locale);
            VERIFIED_STYLES.add(locale + argument);
        }
    }

    public String pattern() {
        return pattern;
    }

    public Set<String> argumentNames() {
        return arguments;
    }

    /// @param values by name; a missing one is shown as its name in braces
    public String format(Map<String, Object> values) {
        String joined = joined(values::get);
        return joined == null ? formatted(values) : joined;
    }

    /// @param values of all its [#argumentNames()]
    public String format(Function<String, Object> values) {
        String joined = joined(values);
        if (joined != null) {
            return joined;
        }
        Map<String, Object> all = new HashMap<>();
        for (String name : arguments) {
            all.put(name, values.apply(name));
        }
        return formatted(all);
    }

    /// Result of ICU's format if every value is a text, or a whole number below 1,000; otherwise null.
    private String joined(Function<String, Object> values) {
        if (plain) {
            return pattern;
        }
        if (pieces == null) {
            return null;
        }
        StringBuilder text = new StringBuilder(pattern.length() + 32);
        for (int i = 0; i < pieces.size(); i++) {
            Object piece = i % 2 == 0 ? pieces.get(i) : values.apply(pieces.get(i));
            if (!(piece instanceof String) && !(piece instanceof Long whole && whole >= 0 && whole < 1000)) {
                return null;
            }
            text.append(piece);
        }
        return text.toString();
    }

    private synchronized String formatted(Map<String, Object> values) {
        if (format == null) {
            format = new MessageFormat(
                    language.equals(Language.ENGLISH) ? pattern : replaceDates(new MessagePattern(pattern)), locale);
        }
        if (urduDates.isEmpty()) {
            return format.format(values);
        }
        Map<String, Object> all = new HashMap<>(values);
        for (UrduDate date : urduDates) {
            Object value = values.getOrDefault(date.argument(), "{" + date.argument() + "}");
            all.put(
                    date.substitute(),
                    value instanceof Calendar calendar ? date.format().formatCalendar(calendar) : value);
        }
        return format.format(all);
    }

    /// Pattern in which each date is a plain argument, to be given as text.
    private String replaceDates(MessagePattern parsed) {
        StringBuilder replaced = new StringBuilder();
        int end = 0;
        for (int i = 0; i < parsed.countParts(); i++) {
            Part start = parsed.getPart(i);
            if (start.getType() != Part.Type.ARG_START || start.getArgType() != MessagePattern.ArgType.SIMPLE) {
                continue;
            }
            // Its parts are: start, name, type, style (or the limit, without a style).
            String type = parsed.getSubstring(parsed.getPart(i + 2));
            String style = parsed.getSubstring(parsed.getPart(i + 3)).strip();
            if (type.equals("date") && UrduDateFormat.supportsStyle(style)) {
                String argument = parsed.getSubstring(parsed.getPart(i + 1));
                String substitute = argument + "_" + style.substring(2);
                urduDates.add(new UrduDate(argument, substitute, new UrduDateFormat(language, locale, style)));
                replaced.append(pattern, end, start.getIndex())
                        .append('{')
                        .append(substitute)
                        .append('}');
                end = parsed.getPart(parsed.getLimitPartIndex(i)).getLimit();
            }
        }
        return replaced.append(pattern, end, pattern.length()).toString();
    }
}
