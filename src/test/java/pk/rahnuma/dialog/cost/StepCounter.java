package pk.rahnuma.dialog.cost;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Steps of one thread: entries of methods, jumps back, characters that an expression reads, and the length of what a
/// method of the JDK goes through. [StepCountingClassLoader] inserts the calls. A static method whose first parameter
/// is a type of the JDK takes the place of the method of that type with the same name and the other parameters.
public final class StepCounter {

    private static long count;

    private StepCounter() {}

    /// Steps since the last call of [#reset].
    public static long count() {
        return count;
    }

    public static void reset() {
        count = 0;
    }

    public static void addStep() {
        count++;
    }

    /// Text whose characters are counted when an expression reads them.
    public record CountedText(CharSequence text) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            count++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            count += end - start;
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static <T extends CharSequence> T through(T text) {
        count += text.length();
        return text;
    }

    private static <T extends Collection<?>> T through(T list) {
        count += list.size();
        return list;
    }

    public static Matcher matcher(Pattern pattern, CharSequence text) {
        return pattern.matcher(new CountedText(text));
    }

    public static String[] split(Pattern pattern, CharSequence text) {
        return pattern.split(new CountedText(text));
    }

    public static String[] split(Pattern pattern, CharSequence text, int limit) {
        return pattern.split(new CountedText(text), limit);
    }

    public static Stream<String> splitAsStream(Pattern pattern, CharSequence text) {
        return pattern.splitAsStream(new CountedText(text));
    }

    public static boolean matches(String text, String pattern) {
        return Pattern.matches(pattern, new CountedText(text));
    }

    public static String[] split(String text, String pattern) {
        return Pattern.compile(pattern).split(new CountedText(text));
    }

    public static String[] split(String text, String pattern, int limit) {
        return Pattern.compile(pattern).split(new CountedText(text), limit);
    }

    public static String replaceAll(String text, String pattern, String by) {
        return matcher(Pattern.compile(pattern), text).replaceAll(by);
    }

    public static String replaceFirst(String text, String pattern, String by) {
        return matcher(Pattern.compile(pattern), text).replaceFirst(by);
    }

    public static boolean contains(String text, CharSequence part) {
        return through(text).contains(part);
    }

    public static int indexOf(String text, String part) {
        return through(text).indexOf(part);
    }

    public static int indexOf(String text, String part, int from) {
        return through(text).indexOf(part, from);
    }

    public static int indexOf(String text, int part) {
        return through(text).indexOf(part);
    }

    public static int lastIndexOf(String text, int part) {
        return through(text).lastIndexOf(part);
    }

    public static String replace(String text, CharSequence part, CharSequence by) {
        return through(text).replace(part, by);
    }

    public static String replace(String text, char part, char by) {
        return through(text).replace(part, by);
    }

    public static String substring(String text, int from) {
        return through(text.substring(from));
    }

    public static String substring(String text, int from, int to) {
        return through(text.substring(from, to));
    }

    public static String toLowerCase(String text, Locale locale) {
        return through(text).toLowerCase(locale);
    }

    public static String strip(String text) {
        return through(text).strip();
    }

    public static boolean isBlank(String text) {
        return through(text).isBlank();
    }

    public static Stream<String> lines(String text) {
        return through(text).lines();
    }

    public static int codePointCount(String text, int from, int to) {
        count += to - from;
        return text.codePointCount(from, to);
    }

    public static IntStream codePoints(String text) {
        return through(text).codePoints();
    }

    public static IntStream chars(String text) {
        return through(text).chars();
    }

    public static String toString(StringBuilder builder) {
        return through(builder.toString());
    }

    public static StringBuilder insert(StringBuilder builder, int at, String text) {
        return through(builder).insert(at, text);
    }

    public static StringBuilder deleteCharAt(StringBuilder builder, int at) {
        return through(builder).deleteCharAt(at);
    }

    public static boolean contains(List<?> list, Object element) {
        return through(list).contains(element);
    }

    public static int indexOf(List<?> list, Object element) {
        return through(list).indexOf(element);
    }

    public static boolean containsAll(List<?> list, Collection<?> elements) {
        count += (long) list.size() * elements.size();
        return list.containsAll(elements);
    }
}
