package pk.rahnuma.cluster;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/// A row of the table `lease`.
///
/// @param nodeId the node that holds it; null, or the id of a node that has gone, when it is free
@MappedEntity("lease")
record LeaseRow(@Id String name, @Nullable Long nodeId) {}
