package pk.rahnuma.shared;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;

/// Stores a [Reference] as its symbols.
@Singleton
public final class ReferenceConverter implements AttributeConverter<Reference, String> {

    @Override
    public String convertToPersistedValue(Reference reference, ConversionContext context) {
        return reference == null ? null : reference.symbols();
    }

    @Override
    public Reference convertToEntityValue(String symbols, ConversionContext context) {
        return symbols == null ? null : new Reference(symbols);
    }
}
