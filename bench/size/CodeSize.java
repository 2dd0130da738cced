import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Prints the size of the code by top package, as a table in Markdown: `bench/size.sh`.
public final class CodeSize {

    private static final String ROOT_PACKAGE = "pk.rahnuma";

    /// Texts come first, so that a comment within one is none.
    private static final Pattern TEXT_OR_COMMENT = Pattern.compile(
            "\"\"\".*?(?<!\\\\)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*+\"|'(?:\\\\.|[^'\\\\\\n])*+'|//[^\\n]*+|/\\*.*?\\*/", Pattern.DOTALL);

    private static final Pattern TEXT = Pattern.compile("\"\"\".*?(?<!\\\\)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*+\"", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|enum|record)\\s+[A-Z]\\w*\\s*[<{(]|\\b(?:class|interface|enum)\\s+[A-Z]\\w*\\s+(?:extends|implements|permits)\\b");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?pk\\.rahnuma\\.(\\w+)");

    private CodeSize() {}

    private static final class PackageSize {
        private int files;
        private int lines;
        private int types;
        private int outward;
        private int inward;
        private final Set<String> packages = new TreeSet<>();

        void add(PackageSize other) {
            files += other.files;
            lines += other.lines;
            types += other.types;
            outward += other.outward;
            inward += other.inward;
            packages.addAll(other.packages);
        }
    }

    /// @param args folders of sources
    public static void main(String[] args) throws IOException {
        for (String folder : args) {
            Map<String, PackageSize> sizes = measure(Path.of(folder));
            System.out.printf("%n`%s`%n%n", folder);
            System.out.println("| package | files | lines | packages | types | imports of others | imported by others |");
            System.out.println("|---|--:|--:|--:|--:|--:|--:|");
            PackageSize all = new PackageSize();
            sizes.forEach((name, size) -> {
                print("`" + name + "`", size);
                all.add(size);
            });
            print("all", all);
        }
    }

    private static void print(String name, PackageSize size) {
        System.out.printf(
                "| %s | %,d | %,d | %d | %,d | %,d | %,d |%n",
                name, size.files, size.lines, size.packages.size(), size.types, size.outward, size.inward);
    }

    private static Map<String, PackageSize> measure(Path root) throws IOException {
        Map<String, PackageSize> sizes = new TreeMap<>();
        Path base = root.resolve(ROOT_PACKAGE.replace('.', '/'));
        try (Stream<Path> files = Files.walk(base)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> add(sizes, base.relativize(file), read(file)));
        }
        return sizes;
    }

    private static void add(Map<String, PackageSize> sizes, Path file, String source) {
        String top = file.getNameCount() == 1 ? "(root)" : file.getName(0).toString();
        String code = TEXT_OR_COMMENT.matcher(source).replaceAll(found -> keepText(found));
        PackageSize size = sizes.computeIfAbsent(top, name -> new PackageSize());
        size.files++;
        size.lines += (int) code.lines().filter(line -> !line.isBlank()).count();
        size.types += (int) TYPE.matcher(TEXT.matcher(code).replaceAll("\"\"")).results().count();
        if (!file.endsWith("package-info.java")) {
            size.packages.add(file.getParent() == null ? "" : file.getParent().toString());
        }
        IMPORT.matcher(code).results().map(found -> found.group(1)).filter(other -> !other.equals(top)).forEach(other -> {
            size.outward++;
            sizes.computeIfAbsent(Character.isUpperCase(other.charAt(0)) ? "(root)" : other, name -> new PackageSize()).inward++;
        });
    }

    private static String keepText(MatchResult found) {
        return found.group().startsWith("/") ? "" : java.util.regex.Matcher.quoteReplacement(found.group());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
