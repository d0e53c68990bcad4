using RingRift.Catalogue.Rules;

namespace RingRift.Catalogue.Tests.Rules;

public sealed class NamingRuleTests
{
    [Theory]
    [InlineData("SELFPLAY_COMPLETE", "completed")]
    [InlineData("TRAINING_COMPLETED", "completed")]
    [InlineData("TRAINING_STARTED", "started")]
    [InlineData("SYNC_REQUEST", "requested")]
    [InlineData("ELO_UPDATED", "updated")]
    [InlineData("DAEMON_PERMANENTLY_FAILED", "failed")]
    [InlineData("COORDINATOR_HEARTBEAT", "progressed")]
    [InlineData("MODEL_PROMOTED", "occurred")]
    [InlineData("COMPLETED", "occurred")]
    public void When_a_name_ends_so_should_be_of_this_kind(string name, string kind) => Assert.Equal(kind, NamingRule.KindOf(name));
}
