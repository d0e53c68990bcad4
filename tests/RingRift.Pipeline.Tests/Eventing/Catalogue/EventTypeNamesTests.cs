using System.Text.Json;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;

namespace RingRift.Pipeline.Tests.Eventing.Catalogue;

public sealed class EventTypeNamesTests
{
    [Theory]
    [InlineData(DataEventType.SelfplayComplete, "ringrift.selfplay_complete", "SELFPLAY_COMPLETE")]
    [InlineData(DataEventType.P2pModelSynced, "ringrift.p2p_model_synced", "P2P_MODEL_SYNCED")]
    [InlineData(DataEventType.S3BackupCompleted, "ringrift.s3_backup_completed", "S3_BACKUP_COMPLETED")]
    [InlineData(DataEventType.NewGamesAvailable, "ringrift.new_games_available", "NEW_GAMES_AVAILABLE")]
    [InlineData(DataEventType.Error, "ringrift.error", "ERROR")]
    public void When_named_should_have_one_name_on_the_wire_and_one_for_people(DataEventType type, string wireName, string name) =>
        Assert.Equal((wireName, name), (type.WireName(), type.CatalogueName()));

    [Fact]
    public void When_named_and_parsed_should_be_the_same_event() =>
        Assert.All(Enum.GetValues<DataEventType>(), type =>
        {
            Assert.True(EventTypeNames.TryParse(type.WireName(), out var parsed));
            Assert.Equal(type, parsed);
        });

    [Fact]
    public void When_stored_as_json_and_read_should_be_the_same_event() =>
        Assert.All(
            Enum.GetValues<DataEventType>(),
            type => Assert.Equal(
                type, JsonSerializer.Deserialize<DataEventType>(JsonSerializer.Serialize(type, EventJson.Options), EventJson.Options)));

    [Theory]
    [InlineData("")]
    [InlineData("selfplay_complete")]
    [InlineData("ringrift.SELFPLAY_COMPLETE")]
    [InlineData("ringrift.sync_completed")]
    public void When_it_is_no_wire_name_should_not_guess(string text) => Assert.False(EventTypeNames.TryParse(text, out _));
}
