package pk.rahnuma.console;

import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.bind.binders.NonBlockingBodyArgumentBinder;
import io.micronaut.http.bind.binders.PostponedRequestArgumentBinder;
import io.micronaut.http.body.CloseableAvailableByteBody;
import io.netty.handler.codec.http.QueryStringDecoder;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ProblemDetail;

/// Creates a form from the body of a request, which is empty when no box is ticked; the framework's own binding is no
/// choice: docs/adr/0016-configuration.md. It waits for the body on the thread of the route.
///
/// A text is the first value of its field, trimmed, and empty when the field is missing; a list has all values; a
/// `boolean` is true for a ticked box. Other values are null when they are missing or empty; the message of their
/// `@NotNull` also rejects an unreadable one.
@Singleton
final class FormArgumentBinder
        implements NonBlockingBodyArgumentBinder<ConsoleForm>, PostponedRequestArgumentBinder<ConsoleForm> {

    /// Maximum number of fields, which no form of the console reaches: an application has at most 1,000 lines.
    private static final int MAX_FIELDS = 1_200;

    private final ConversionService conversions;

    FormArgumentBinder(ConversionService conversions) {
        this.conversions = conversions;
    }

    @Override
    public Argument<ConsoleForm> argumentType() {
        return Argument.of(ConsoleForm.class);
    }

    @Override
    public BindingResult<ConsoleForm> bind(ArgumentConversionContext<ConsoleForm> context, HttpRequest<?> request) {
        ConsoleForm form = createForm(context.getArgument().getType(), readFields((ServerHttpRequest<?>) request));
        return () -> Optional.of(form);
    }

    private static Map<String, List<String>> readFields(ServerHttpRequest<?> request) {
        try (CloseableAvailableByteBody body = request.byteBody().buffer().join()) {
            return new QueryStringDecoder(
                            body.toString(StandardCharsets.UTF_8), StandardCharsets.UTF_8, false, MAX_FIELDS, true)
                    .parameters();
        } catch (IllegalArgumentException e) {
            throw ApiException.ofKind(ProblemDetail.Kind.BAD_REQUEST, "A form is percent-encoded.");
        }
    }

    private ConsoleForm createForm(Class<ConsoleForm> type, Map<String, List<String>> fields) {
        BeanIntrospection<ConsoleForm> introspection = BeanIntrospection.getIntrospection(type);
        Object[] values = Stream.of(introspection.getConstructorArguments())
                .map(component -> toValue(component, fields))
                .toArray();
        return introspection.instantiate(false, values);
    }

    private Object toValue(Argument<?> component, Map<String, List<String>> fields) {
        String field = NameUtils.hyphenate(component.getName()).replace('-', '_');
        List<String> values = fields.getOrDefault(field, List.of());
        String rejection = component
                .getAnnotationMetadata()
                .stringValue(NotNull.class, "message")
                .orElse(ConsoleForm.INCOMPLETE);
        if (component.getType() == List.class) {
            Argument<?> element = component.getFirstTypeVariable().orElse(Argument.STRING);
            return values.stream()
                    .map(value -> conversions.convert(value, element))
                    .map(value -> value.orElseThrow(() -> ConsoleForm.rejectField(rejection, field)))
                    .toList();
        }
        String raw = values.isEmpty() ? "" : values.getFirst();
        String text = component.isAnnotationPresent(ConsoleForm.Untrimmed.class) ? raw : raw.strip();
        if (component.getType() == String.class) {
            return text;
        }
        if (component.getType() == boolean.class) {
            return !text.isEmpty();
        }
        return text.isEmpty()
                ? null
                : conversions.convert(text, component).orElseThrow(() -> ConsoleForm.rejectField(rejection, field));
    }
}
