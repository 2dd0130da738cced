package pk.rahnuma;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Factory;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.management.health.indicator.HealthIndicator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine.Command;
import pk.rahnuma.dialog.model.Action;

/// Checks names and comments against CONTRIBUTING.md, and prints the figures.
class NamingTest {

    private static final double MAX_ONE_WORD_CLASSES = 0.15;
    private static final double MAX_ONE_WORD_METHODS = 0.30;

    private static final int MAX_CONSTRUCTOR_PARAMETERS = 8;
    private static final int MAX_CLASS_LINES = 350;

    private static final List<Path> SOURCES =
            List.of(Path.of("src/main/java"), Path.of("src/test/java"), Path.of("bench"));
    private static final Pattern WORD = Pattern.compile("[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\\d+");

    private static final Pattern RELATIVE_CLAUSE =
            Pattern.compile("^(What|Who|Whose|Whom|Whether|Whoever|Whatever)\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern TEST_METHOD = Pattern.compile("(?m)^    (?:public )?void (\\w+)\\(");

    /// Words of the former private vocabulary, in names and comments.
    private static final Pattern BANNED = Pattern.compile(
            "\\b(doorway|doors?|hall|halls|rooms?|floors?|houses?|porter|ear|tongue|anew|mend(s|ed|ing)?|lies|stands|by itself|(is|are|was|were|be) told|for ever|nobody|somebody)\\b",
            Pattern.CASE_INSENSITIVE);

    /// Types of this project, without those that the compiler and the framework generate.
    private static Stream<JavaClass> types() {
        return ProductionClasses.ALL.stream()
                .filter(type -> !type.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(type ->
                        !type.getSimpleName().startsWith("$") && !type.getName().contains("$$"))
                .filter(type -> !type.getName().contains(".$"))
                .filter(type -> !type.isAnonymousClass());
    }

    private static Stream<JavaClass> topLevelTypes() {
        return types().filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"));
    }

    private static long words(String name) {
        return WORD.matcher(name).results().count();
    }

    @Test
    void fewTypesHaveANameOfOneWord() {
        List<String> names = topLevelTypes().map(JavaClass::getSimpleName).toList();
        List<String> oneWord =
                names.stream().filter(name -> words(name) == 1).sorted().toList();
        double share = (double) oneWord.size() / names.size();
        System.out.printf(
                "Names: %d of %d types have one word (%.1f%%): %s%n",
                oneWord.size(), names.size(), 100 * share, oneWord);
        assertThat(share).isLessThanOrEqualTo(MAX_ONE_WORD_CLASSES);
    }

    @Test
    void fewMethodsHaveANameOfOneWord() {
        List<JavaMethod> methods = types().flatMap(type -> type.getMethods().stream())
                .filter(NamingTest::isNamedByUs)
                .toList();
        List<JavaMethod> oneWord =
                methods.stream().filter(method -> words(method.getName()) == 1).toList();
        double share = (double) oneWord.size() / methods.size();
        System.out.printf(
                "Names: %d of %d methods have one word (%.1f%%)%n", oneWord.size(), methods.size(), 100 * share);
        assertThat(share).isLessThanOrEqualTo(MAX_ONE_WORD_METHODS);
    }

    /// Public and package-private methods, without overrides, accessors of records and generated ones.
    private static boolean isNamedByUs(JavaMethod method) {
        JavaClass owner = method.getOwner();
        return !method.getModifiers().contains(JavaModifier.PRIVATE)
                && !method.getModifiers().contains(JavaModifier.PROTECTED)
                && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                && !method.getModifiers().contains(JavaModifier.BRIDGE)
                && !isAccessor(method)
                && !(owner.isEnum() && List.of("values", "valueOf").contains(method.getName()))
                && !method.getName().equals("main")
                && !isOverride(method);
    }

    private static boolean isAccessor(JavaMethod method) {
        return method.getOwner().isRecord()
                && method.getRawParameterTypes().isEmpty()
                && method.getOwner().tryGetField(method.getName()).isPresent();
    }

    private static boolean isOverride(JavaMethod method) {
        int count = method.getRawParameterTypes().size();
        return Stream.concat(
                        method.getOwner().getAllRawInterfaces().stream(),
                        method.getOwner().getAllRawSuperclasses().stream())
                .flatMap(type -> type.getMethods().stream())
                .anyMatch(other -> other.getName().equals(method.getName())
                        && other.getRawParameterTypes().size() == count);
    }

    @Test
    void noTwoTypesShareASimpleName() {
        Map<String, List<Path>> files = new TreeMap<>();
        for (Path file : javaFiles(SOURCES)) {
            files.computeIfAbsent(file.getFileName().toString(), name -> new ArrayList<>())
                    .add(file);
        }
        files.remove("package-info.java");
        files.remove("module-info.java");
        assertThat(files.values()).allSatisfy(same -> assertThat(same).hasSize(1));
    }

    @Test
    void aPackageHasFourTypesOrMore() {
        Map<Path, Integer> types = new TreeMap<>();
        javaFiles(List.of(Path.of("src/main/java"))).stream()
                .filter(file -> !file.endsWith("package-info.java") && !file.endsWith("Launcher.java"))
                .forEach(file -> types.merge(file.getParent(), 1, Integer::sum));
        assertThat(types.values()).hasSizeGreaterThan(50).allMatch(count -> count >= 4);
    }

    @Test
    void aConstructorHasEightParametersOrFewer() {
        assertThat(types().filter(type -> !type.isRecord() && !type.isEnum())
                        .flatMap(type -> type.getConstructors().stream())
                        .filter(constructor ->
                                constructor.getRawParameterTypes().size() > MAX_CONSTRUCTOR_PARAMETERS))
                .isEmpty();
    }

    @Test
    void aClassFitsInto350Lines() {
        assertThat(javaFiles(List.of(Path.of("src/main/java"))).stream()
                        .filter(file -> SourceFiles.read(file).lines().count() > MAX_CLASS_LINES))
                .isEmpty();
    }

    private record Role(String suffix, Predicate<JavaClass> isPlayedBy) {}

    @TestFactory
    Stream<DynamicTest> aTypeEndsWithItsRole() {
        return Stream.of(
                        new Role("Controller", type -> type.isAnnotatedWith(Controller.class)),
                        new Role("Action", type -> !type.isInterface() && type.isAssignableTo(Action.class)),
                        new Role("Command", type -> type.isAnnotatedWith(Command.class)),
                        new Role("Filter", type -> type.isAnnotatedWith(ServerFilter.class)),
                        new Role("HealthIndicator", type -> type.isAssignableTo(HealthIndicator.class)),
                        new Role("Metrics", type -> type.isAssignableTo(MeterBinder.class)),
                        new Role("Configuration", type -> type.isAnnotatedWith(ConfigurationProperties.class)),
                        new Role("Repository", type -> type.isAnnotatedWith(JdbcRepository.class)),
                        new Role("Factory", type -> type.isAnnotatedWith(Factory.class)),
                        new Role("Exception", type -> type.isAssignableTo(Exception.class)))
                .map(role -> DynamicTest.dynamicTest(
                        role.suffix(),
                        () -> assertThat(types().filter(role.isPlayedBy()).map(JavaClass::getSimpleName))
                                .as("types that play this role")
                                .isNotEmpty()
                                .allSatisfy(name -> assertThat(name).endsWith(role.suffix()))));
    }

    @Test
    void noCommentBeginsWithARelativeClause() {
        assertThat(comments(SOURCES)
                        .filter(comment ->
                                RELATIVE_CLAUSE.matcher(comment.text()).find()))
                .isEmpty();
    }

    @Test
    void noTestIsNamedByARelativeClauseOrTheFormerVocabulary() {
        List<String> names = new ArrayList<>();
        for (Path file : javaFiles(List.of(Path.of("src/test/java")))) {
            TEST_METHOD.matcher(SourceFiles.read(file)).results().forEach(method -> names.add(method.group(1)));
        }
        assertThat(names).hasSizeGreaterThan(1_000).noneMatch(name -> {
            String sentence =
                    WORD.matcher(name).results().map(MatchResult::group).collect(Collectors.joining(" "));
            return RELATIVE_CLAUSE.matcher(sentence).find()
                    || BANNED.matcher(sentence).find();
        });
    }

    @Test
    void noConstantIsNamedWithoutItsQuantity() {
        assertThat(types().flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                        .map(JavaField::getName))
                .hasSizeGreaterThan(1_000)
                .doesNotContain("MOST", "LEAST", "KEPT", "SOON", "OFTEN", "AT_ONCE", "REMEMBERED");
    }

    @Test
    void noCommentHasAWordOfThePrivateVocabulary() {
        assertThat(comments(List.of(Path.of("src/main/java")))
                        .filter(comment -> BANNED.matcher(comment.text()).find()))
                .isEmpty();
    }

    @Test
    void noTypeIsNamedByTheFormerVocabulary() {
        assertThat(javaFiles(SOURCES))
                .extracting(file -> file.getFileName().toString().replace(".java", ""))
                .filteredOn(name -> WORD.matcher(name)
                        .results()
                        .anyMatch(word -> BANNED.matcher(word.group()).matches()))
                .isEmpty();
    }

    private record Comment(String place, String text) {}

    /// Documentation comments, each as one text.
    private static Stream<Comment> comments(List<Path> roots) {
        List<Comment> comments = new ArrayList<>();
        for (Path file : javaFiles(roots)) {
            StringBuilder text = new StringBuilder();
            int number = 0;
            for (String line : SourceFiles.read(file).lines().toList()) {
                number++;
                String comment = line.strip();
                if (comment.startsWith("///")) {
                    text.append(comment.substring(3).strip()).append(' ');
                } else if (!text.isEmpty()) {
                    comments.add(new Comment(file + ":" + number, text.toString()));
                    text.setLength(0);
                }
            }
        }
        return comments.stream();
    }

    private static List<Path> javaFiles(List<Path> roots) {
        List<Path> files = new ArrayList<>();
        for (Path root : roots) {
            SourceFiles.find(root, ".java").forEach(files::add);
        }
        return files;
    }
}
