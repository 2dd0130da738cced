package pk.rahnuma.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.io.service.SoftServiceLoader;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.inject.BeanDefinitionReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingCatalogTest {

    private static final Pattern CODE = Pattern.compile("`([^`]*)`");
    private static final Pattern NAME = Pattern.compile("[A-Z_]+");
    private static final Pattern RANGE = Pattern.compile("(?:number|each|,) from (\\S+ to [^\\s;]+)");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RAHNUMA_URL                       | desk.example.pk            | https://desk.example.pk
            RAHNUMA_URL                       | https://desk.example.pk/x  | without a path
            RAHNUMA_URL                       | https://a:b@desk.example.pk | without a path
            RAHNUMA_API_BEHIND_PROXY          | yes                        | true or false
            RAHNUMA_API_BEHIND_PROXY          | TRUE                       | true or false
            RAHNUMA_SUPPORT_SILENCE           | abc                        | a time such as 30m, from 1m to 30d
            RAHNUMA_SUPPORT_SILENCE           | -5m                        | a time such as 30m
            RAHNUMA_SUPPORT_SILENCE           | 0s                         | a time such as 30m
            RAHNUMA_SUPPORT_SILENCE           | 999d                       | a time such as 30m
            RAHNUMA_SUPPORT_SILENCE           | 999999999d                 | a time such as 30m
            RAHNUMA_SUPPORT_AUTOMATIC         | maybe                      | true or false
            RAHNUMA_SUPPORT_FIRST             | 1h,4h                      | three times by commas
            RAHNUMA_SUPPORT_FIRST             | 1h,4h,-8h                  | three times by commas
            RAHNUMA_SUPPORT_RESOLUTION        | 1h;4h;8h                   | three times by commas
            RAHNUMA_TELEGRAM_LIMITS_BULK      | abc                        | from 0 to 10000
            RAHNUMA_TELEGRAM_LIMITS_BURST     | 0                          | from 1 to 10000
            RAHNUMA_TELEGRAM_LIMITS_CHAT      | 10001                      | from 0 to 10000
            RAHNUMA_TELEGRAM_LIMITS_GROUP     | -1                         | from 0 to 10000
            RAHNUMA_TELEGRAM_STAFF_LANGUAGE   | fr                         | en or ur
            RAHNUMA_TELEGRAM_STAFF_GROUP      | 12345                      | begins with -100
            RAHNUMA_TELEGRAM_STAFF_GROUP      | -42                        | begins with -100
            RAHNUMA_TELEGRAM_STAFF_GROUP      | @group                     | begins with -100
            RAHNUMA_TELEGRAM_STAFF_GROUP      | -1001234567890x            | begins with -100
            RAHNUMA_TURN_FLOOD                | many                       | a whole number
            """)
    void aWrongValueIsRefusedInOneLineWithWhatIsExpected(String name, String value, String expected) {
        assertThatThrownBy(() -> EnvironmentSettings.fromVariables(Map.of(name, value)))
                .isInstanceOf(UserErrorException.class)
                .hasMessageStartingWith(name + " must be ")
                .hasMessageContaining(expected)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "RAHNUMA_URL, https://desk.example.pk/",
        "RAHNUMA_URL, http://127.0.0.1:8080",
        "RAHNUMA_API_BEHIND_PROXY, true",
        "RAHNUMA_API_PROXIES, '127.0.0.1, 10.0.0.0/8, fd00::/8, 2001:db8::7'",
        "RAHNUMA_SUPPORT_SILENCE, PT45M",
        "RAHNUMA_SUPPORT_SILENCE, 2d",
        "RAHNUMA_SUPPORT_FIRST, '30m, 2h, 1d'",
        "RAHNUMA_TELEGRAM_LIMITS_CHAT, 0",
        "RAHNUMA_TELEGRAM_STAFF_GROUP, -1001234567890",
        "RAHNUMA_TELEGRAM_STAFF_LANGUAGE, ur",
        "RAHNUMA_TURN_SWEEP, 50ms"
    })
    void aRightValueIsTaken(String name, String value) {
        assertThat(EnvironmentSettings.fromVariables(Map.of(name, value)).variables())
                .containsKey(name);
    }

    @ParameterizedTest
    @CsvSource({
        "RAHNUMA_MODES, RAHNUMA_MODE",
        "RAHNUMA_SUPORT_SILENCE, RAHNUMA_SUPPORT_SILENCE",
        "RAHNUMA_HOLIDAY, RAHNUMA_HOLIDAYS",
        "RAHNUMA_PORT, RAHNUMA_",
        "TELEGRAM_BOT_TOKN, TELEGRAM_BOT_TOKEN",
        "DATABASE_USR, DATABASE_USER",
        "BOT_SCRIPT, BOT_SCRIPTS"
    })
    void anUnknownNameIsRefusedWithTheNearestKnownOne(String name, String nearest) {
        assertThatThrownBy(() -> EnvironmentSettings.fromVariables(Map.of(name, "x")))
                .isInstanceOf(UserErrorException.class)
                .hasMessageStartingWith(name + " is no setting of this program: expected " + nearest);
    }

    @Test
    void namesOfOtherProgramsAreLeftAlone() {
        SettingCatalog.checkNames(
                List.of("PATH", "TELEGRAM_ADMIN_CHAT_ID", "DATABASE_POOL_SIZE", "JAVA_HOME", "BOT_NAME"));
    }

    @Test
    void theDocumentHasAllSettingsWithTheSameDefaultsAndRanges() throws Exception {
        Map<String, SettingDefinition> settings = SettingCatalog.SETTINGS_BY_NAME;
        assertThat(documentedSettings().stream().map(DocumentedSetting::name))
                .containsExactlyInAnyOrderElementsOf(settings.keySet());
        for (DocumentedSetting row : documentedSettings()) {
            assertThat(row.meaning()).as(row.name()).isNotBlank();
            SettingDefinition setting = settings.get(row.name());
            if (!setting.defaultValue().isEmpty()) {
                assertThat(row.defaultValue()).as(row.name()).isEqualTo(setting.defaultValue());
            }
            Matcher range = RANGE.matcher(setting.expectation());
            assertThat(row.range())
                    .as(row.name())
                    .isEqualTo(
                            range.find()
                                    ? range.group(1)
                                    : setting.expectation().contains("of bytes") ? "bytes" : "");
        }
    }

    /// A setting whose record is not introspected, or has another prefix, would not be checked.
    @Test
    void everySettingIsOfARecordExceptThoseOfTheDatabaseAndTheStart() {
        assertThat(SettingCatalog.SETTINGS_BY_NAME.values())
                .filteredOn(setting -> setting.expectation().isEmpty())
                .extracting(SettingDefinition::name)
                .containsExactlyInAnyOrder(
                        "RAHNUMA_DATA",
                        "RAHNUMA_KEYSET",
                        "BOT_SCRIPTS",
                        "DATABASE_URL",
                        "DATABASE_USER",
                        "DATABASE_PASSWORD",
                        "MICRONAUT_SERVER_PORT");
    }

    @Test
    void everyPropertyOfTheSettingsIsInTheConfigurationFile() {
        List<BeanDefinitionReference<?>> references = new ArrayList<>();
        SoftServiceLoader.load(
                        BeanDefinitionReference.class,
                        SettingCatalogTest.class.getClassLoader(),
                        name -> name.startsWith("pk.rahnuma."))
                .collectAll(references::add);
        assertThat(references.stream().flatMap(SettingCatalogTest::properties))
                .hasSizeGreaterThan(50)
                .isSubsetOf(SettingCatalog.SETTINGS_BY_NAME.values().stream()
                        .map(SettingDefinition::property)
                        .toList());
    }

    @Test
    void theDefaultsOfTheConfigurationFileAreRightValues() {
        Map<String, String> defaults = new HashMap<>();
        SettingCatalog.SETTINGS_BY_NAME.forEach((name, setting) -> defaults.put(name, setting.defaultValue()));
        defaults.values().removeIf(String::isEmpty);
        assertThat(EnvironmentSettings.fromVariables(defaults).variables()).hasSizeGreaterThan(50);
    }

    private record DocumentedSetting(String name, String defaultValue, String range, String meaning) {}

    /// Rows of the tables; `A_B`, `_C` stands for A_B and A_C.
    private static List<DocumentedSetting> documentedSettings() throws Exception {
        List<DocumentedSetting> settings = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("docs", "settings.md"))) {
            if (!line.startsWith("| `") || line.startsWith("| `…")) {
                continue;
            }
            String[] cells = line.split("\\|");
            List<String> names = codes(cells[1]);
            List<String> defaults = codes(cells[2]);
            String[] ranges = cells[3].strip().split(", ");
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i);
                if (name.startsWith("_")) {
                    name = names.getFirst().replaceFirst("_[A-Z]+$", name);
                }
                assertThat(name).matches(NAME);
                settings.add(new DocumentedSetting(
                        name,
                        i < defaults.size() ? defaults.get(i) : "",
                        i < ranges.length ? ranges[i] : "",
                        cells[4]));
            }
        }
        return settings;
    }

    private static List<String> codes(String cell) {
        List<String> codes = new ArrayList<>();
        Matcher code = CODE.matcher(cell);
        while (code.find()) {
            codes.add(code.group(1));
        }
        return codes;
    }

    private static Stream<String> properties(BeanDefinitionReference<?> reference) {
        String prefix = reference
                .getAnnotationMetadata()
                .stringValue(ConfigurationProperties.class)
                .orElse("");
        return prefix.startsWith("rahnuma")
                ? Arrays.stream(reference.getBeanType().getRecordComponents())
                        .map(component -> prefix + "." + NameUtils.hyphenate(component.getName()))
                : Stream.empty();
    }
}
