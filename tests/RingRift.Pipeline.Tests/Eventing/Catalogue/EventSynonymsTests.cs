using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;

namespace RingRift.Pipeline.Tests.Eventing.Catalogue;

public sealed class EventSynonymsTests
{
    [Theory]
    [InlineData("SYNC_COMPLETED", DataEventType.DataSyncCompleted)]
    [InlineData("sync_complete", DataEventType.DataSyncCompleted)]
    [InlineData("new_games", DataEventType.NewGamesAvailable)]
    [InlineData("training_threshold", DataEventType.TrainingThresholdReached)]
    [InlineData("EVALUATION_COMPLETE", DataEventType.EvaluationCompleted)]
    [InlineData("MODEL_DISTRIBUTED", DataEventType.ModelDistributionComplete)]
    [InlineData("GPU_SELFPLAY_COMPLETE", DataEventType.SelfplayComplete)]
    [InlineData("ringrift.training_start", DataEventType.TrainingStarted)]
    [InlineData("RINGRIFT.TRAINING_START", DataEventType.TrainingStarted)]
    [InlineData("urn:ringrift:events:model_synced", DataEventType.P2pModelSynced)]
    [InlineData("PBT_COMPLETED", DataEventType.PbtCompleted)]
    [InlineData("pbt_generation_complete", DataEventType.PbtGenerationComplete)]
    public void When_a_spelling_is_accepted_should_be_the_event_it_means(string spelling, DataEventType type) =>
        Assert.Equal(type, EventSynonyms.Normalise(spelling));

    [Fact]
    public void When_it_is_an_event_should_be_itself_in_any_case_and_with_any_prefix() =>
        Assert.All(EventCatalogue.All, definition => Assert.All(
            [definition.Name, definition.Name.ToLowerInvariant(), definition.WireName, EventSynonyms.SchemaPrefix + definition.Name],
            spelling => Assert.Equal(definition.Type, EventSynonyms.Normalise(spelling))));

    [Theory]
    [InlineData("PBT_COMPLETE", "is not PBT_GENERATION_COMPLETE: the end of training")]
    [InlineData("tier_gating_complete", "is not MODEL_PROMOTED: passing a difficulty tier")]
    [InlineData("PROMOTION_COMPLETE", "is not MODEL_PROMOTED: a promotion process")]
    [InlineData("ringrift.cluster_sync_complete", "is not DATA_SYNC_COMPLETED: a sync of the whole cluster")]
    [InlineData("SHADOW_TOURNAMENT_COMPLETE", "is not EVALUATION_COMPLETED: a tournament")]
    [InlineData("ITERATION_COMPLETE", "must be the name of an event of the catalogue or an accepted synonym")]
    [InlineData("", "must be the name of an event")]
    [InlineData("ringrift.", "must be the name of an event")]
    public void When_a_spelling_is_refused_should_say_why(string spelling, string rule)
    {
        var e = Assert.Throws<UnknownEventException>(() => EventSynonyms.Normalise(spelling));
        Assert.Equal(spelling, e.Spelling);
        Assert.StartsWith($"event type '{spelling}': {rule}", e.Message, StringComparison.Ordinal);
    }
}
