package pk.rahnuma;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Checks that there is one way to do each of these.
class SharedMechanismTest {

    /// HTML is written by templates. The exception draws a picture of dots.
    @Test
    void htmlIsWrittenByTemplatesWhichEscape() {
        assertThat(sourcesWith("TemplateEngine")).isEmpty();
        assertThat(sourcesWith("JteViewsRenderer")).containsExactly("HtmlTemplateRenderer.java");
        assertThat(sourcesWith("\"&lt;")).isEmpty();
        assertThat(sourcesWith("</")).containsExactlyInAnyOrder("QrCode.java");
    }

    private static List<String> sourcesWith(String text) {
        return SourceFiles.find(Path.of("src/main/java"), ".java")
                .filter(file -> SourceFiles.read(file).contains(text))
                .map(file -> file.getFileName().toString())
                .toList();
    }

    @Test
    void sqlErrorsAreClassifiedInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("pk.rahnuma.persistence")
                .should()
                .callMethod(SQLException.class, "getErrorCode")
                .orShould()
                .callMethod(SQLException.class, "getSQLState")
                .check(ProductionClasses.ALL);
    }

    @Test
    void contentSecurityPoliciesAreInOneClass() {
        assertThat(sourcesWith("\"Content-Security-Policy")).containsExactly("ContentSecurityPolicy.java");
        assertThat(sourcesWith("default-src")).containsExactly("ContentSecurityPolicy.java");
    }

    /// Other literals of languages are names of columns and form fields, and of locales of formats.
    @Test
    void languagesAreNamedInOneClass() {
        assertThat(sourcesWith("\"ur-Latn\"")).containsExactly("Language.java");
        assertThat(sourcesWith("equals(\"ur\")")).isEmpty();
        assertThat(sourcesWith("of(\"en\", \"ur\"")).isEmpty();
    }

    /// Variables become properties, which the context injects; the start reads one before there is a context.
    @Test
    void environmentVariablesAreReadInOneClass() {
        assertThat(sourcesWith("System.getenv"))
                .containsExactlyInAnyOrder("EnvironmentSettings.java", "JvmRelauncher.java");
        assertThat(sourcesWith("annotation.Value;")).isEmpty();
    }
}
