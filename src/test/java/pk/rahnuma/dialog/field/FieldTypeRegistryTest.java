package pk.rahnuma.dialog.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static pk.rahnuma.dialog.field.FieldContexts.TODAY;
import static pk.rahnuma.dialog.field.FieldContexts.codes;
import static pk.rahnuma.dialog.field.FieldContexts.option;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.ProductionClasses;
import pk.rahnuma.dialog.script.FieldTypeRegistry;
import pk.rahnuma.dialog.understanding.Option;
import pk.rahnuma.random.RandomTest;
import pk.rahnuma.random.RandomValues;

/// Properties of every field type.
class FieldTypeRegistryTest {
    private static final List<Option> OPTIONS =
            List.of(option("yes", "Yes", "ہاں"), option("no", "No", "نہیں"), option("ptcl", "PTCL / FlashFiber"));

    private static final List<Map<String, Object>> PROPERTIES = List.of(
            Map.of(),
            Map.of("mobile", true, "other", true, "past", true),
            Map.of("least", 2L, "most", 40L, "future", true));

    private static final List<String> USUAL_ANSWERS = List.of(
            "35202-1234567-8",
            "0300 1234567",
            "ali@acme.com",
            "103.124.50.7 2400:adc0::1",
            "24/11/2026",
            "haan",
            "1, 3",
            "Germany",
            "محمد علی",
            "4174941-3",
            "A917166",
            "!done",
            "yes",
            "120",
            "Ali Raza\nKhan");

    @Test
    void everyFieldTypeIsRegisteredAndFoundByItsName() {
        assertThat(FieldTypeRegistry.allTypes())
                .extracting(type -> (Object) type.getClass())
                .containsExactlyInAnyOrderElementsOf(implementations());
        assertThat(FieldTypeRegistry.allTypes())
                .allSatisfy(type -> assertThat(FieldTypeRegistry.findByName(type.typeName()))
                        .isSameAs(type));
        assertThat(FieldTypeRegistry.findByName("colour")).isNull();
        assertThat(FieldTypeRegistry.findByName(null)).isNull();
    }

    private static List<Object> implementations() {
        return ProductionClasses.ALL.stream()
                .filter(type -> type.isAssignableTo(FieldType.class)
                        && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .<Object>map(JavaClass::reflect)
                .toList();
    }

    @RandomTest(tries = 200)
    void noTextMakesATypeThrowAndEveryProblemIsDeclared(RandomValues random) {
        String said = anyText(random);
        FieldContext ask = anyContext(random);
        for (FieldType type : FieldTypeRegistry.allTypes()) {
            FieldParseResult reading = type.parseAnswer(said, ask);
            assertThat(type.problemCodes().keySet()).as(type.typeName()).containsAll(codes(reading));
        }
    }

    @RandomTest(tries = 200)
    void anAcceptedValueReadsBackAsShown(RandomValues random) {
        String said = anyText(random);
        FieldContext ask = anyContext(random);
        for (FieldType type : FieldTypeRegistry.allTypes()) {
            if (type.parseAnswer(said, ask) instanceof FieldParseResult.Accepted kept && ask.partial() == null) {
                assertThat(type.parseAnswer(type.formatValue(kept.value(), ask), ask))
                        .as(type.typeName())
                        .isEqualTo(kept);
            }
        }
    }

    @RandomTest(tries = 200)
    void anAcceptedValueHasItsShapeAndAMask(RandomValues random) {
        String said = anyText(random);
        FieldContext ask = anyContext(random);
        for (FieldType type : FieldTypeRegistry.allTypes()) {
            if (type.parseAnswer(said, ask) instanceof FieldParseResult.Accepted kept) {
                checkShapeAndMask(type, kept.value(), ask);
            }
        }
    }

    private static void checkShapeAndMask(FieldType type, Object value, FieldContext ask) {
        String mask = type.maskValue(value, ask);
        assertThat(value).as(type.typeName()).isInstanceOf(kept(type.valueType()));
        assertThat(mask).as(type.typeName()).isNotBlank();
        boolean instead =
                ask.options().stream().anyMatch(option -> option.value().equals(value));
        if (type.isSensitive() && !instead) {
            assertThat(mask).as(type.typeName()).contains("•").isNotEqualTo(type.formatValue(value, ask));
        }
    }

    @Test
    void everyTypeRefusesATextThatIsTooLongUnread() {
        FieldContext ask = new FieldContext(Map.of(), OPTIONS, "en", TODAY, null);
        String answers = "my name is Sara Khan 35202-1234567-1 sara@example.com 0300 1234567 yes ptcl 24/11/2020 ";
        assertThat(FieldTypeRegistry.allTypes())
                .filteredOn(type -> type.maxTextLength(ask) < Integer.MAX_VALUE)
                .hasSizeGreaterThan(15)
                .allSatisfy(type -> assertThat(type.readText(ask.lexicon().read(answers.repeat(40)), ask))
                        .isInstanceOf(FieldParseResult.Refused.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1", "a", "1.", "1,", "a:", "::", "a.", "1-", "1/", "[", "and ", "1 ", "@", "a@", "۔", "g:", "-1", "\n"
            })
    void theLongestMessageIsReadAtOnce(String unit) {
        String said = unit.repeat(4000 / unit.length());
        FieldContext ask =
                new FieldContext(Map.of("least", 1L, "most", 4000L, "other", true), OPTIONS, "en", TODAY, null);
        for (FieldType type : FieldTypeRegistry.allTypes()) {
            long start = System.nanoTime();
            type.parseAnswer(said, ask);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(type.typeName())
                    // A pattern that backtracks without end takes minutes.
                    .isLessThan(Duration.ofSeconds(10));
        }
    }

    /// A table has up to 1 MB, even in one row: 80,000 blocks of 256 addresses would fill the memory.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "39.32.%d.0/24 ",
                "39.%1$d.0.0-39.%1$d.0.255,",
                "2400:adc0:%x::/120;",
                "a.b.c.%d.d ",
                "999.%d.1.1 ",
                "%d/",
                "[::%x]:1 ",
                "%d.",
                "::%x:"
            })
    void theLongestTableIsReadWithinBounds(String unit) {
        String all = IntStream.range(0, 80_000)
                .mapToObj(i -> unit.formatted(i % 60_000))
                .collect(Collectors.joining());
        String row = all.substring(0, Math.min(all.length(), 1024 * 1024));
        FieldContext ask = new FieldContext(Map.of("most", 256L, "ranges", true), OPTIONS, "en", TODAY, null);
        FileReference file = new FileReference("1", "a.csv", "text/csv", row.length()).withRows(List.of(List.of(row)));
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> new IpAddressListField().parseAnswer(file, ask));
    }

    @Test
    void noMoreAddressesOfAMessageAreMadeThanMayBeGiven() {
        String blocks =
                IntStream.range(0, 100).mapToObj("39.32.%d.0/24 "::formatted).collect(Collectors.joining());
        assertThat(IpAddressExtractor.scanWithRanges(blocks, 256).validAddresses())
                .containsExactly("39.32.0.0/24", "39.32.1.0/24");
    }

    private static Class<?> kept(ValueType shape) {
        return switch (shape) {
            case TEXT -> String.class;
            case NUMBER -> Long.class;
            case TRUTH -> Boolean.class;
            case LIST -> List.class;
        };
    }

    private static String anyText(RandomValues random) {
        return random.makeOne(
                () -> random.makeText(60),
                () -> random.makeTextOf("0123456789۰۱۲۳.:-+/@, \n،ابپaAbEfx", 0, 24),
                () -> random.makeTextOf("0123456789", 7, 13),
                () -> random.pickOne(USUAL_ANSWERS));
    }

    private static FieldContext anyContext(RandomValues random) {
        return new FieldContext(
                random.pickOne(PROPERTIES),
                OPTIONS,
                random.pickOne("en", "ur", "ur-Latn"),
                TODAY,
                random.makeOrNull(0.7, () -> random.pickOne(List.of("yes"), List.of(), "odd")));
    }
}
