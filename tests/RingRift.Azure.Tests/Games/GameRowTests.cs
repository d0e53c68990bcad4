using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Azure.Topology;
using RingRift.Eventing.Aggregates;
using RingRift.Game;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Stages.Sync;

namespace RingRift.Azure.Tests.Games;

/// <summary>Game hashes are kept for ever because they are small (ADR 0018).</summary>
[Collection(AzuriteCollection.Name)]
public sealed class GameRowTests(AzuriteFixture azurite)
{
    private static readonly string[] SystemColumns = ["odata.etag", "PartitionKey", "RowKey", "Timestamp"];

    [Theory]
    [InlineData("hex8_2p", 222)]
    [InlineData("hexagonal_4p", 242)]
    public async Task When_a_game_is_claimed_should_take_no_more_bytes_than_were_counted_on(string config, int bytes)
    {
        Assert.Equal(GameConfig.All.Max(one => one.Name.Length), "hexagonal_4p".Length);
        var hash = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Sample.Unique("game"))));
        await azurite.Services.GetRequiredService<IGameIndex>().ClaimAsync(
            config, [hash], AggregateKey.Iteration(config, 123).Value, CancellationToken.None);
        var row = await azurite.Services.GetRequiredService<TableServiceClient>().GetTableClient(PipelineTables.Games)
            .QueryAsync<TableEntity>(entity => entity.RowKey == hash).SingleAsync();

        // The service's formula: 4 bytes and two for each character of the keys; 8 bytes for each column, two for each character of its
        // name and text, and 4.
        var columns = row.Keys.Except(SystemColumns).Sum(name => 8 + (2 * name.Length) + (2 * row.GetString(name).Length) + 4);
        Assert.Equal(bytes, 4 + (2 * (row.PartitionKey.Length + row.RowKey.Length)) + columns);
    }
}
