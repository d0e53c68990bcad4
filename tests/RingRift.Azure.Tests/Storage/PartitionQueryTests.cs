using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Pipeline.Compliance;

namespace RingRift.Azure.Tests.Storage;

/// <summary>
/// Azurite answers queries of one partition from its index (eng/azurite/guard.js): what it answers is what it would answer anyway.
/// </summary>
[Collection(AzuriteCollection.Name)]
public sealed class PartitionQueryTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly TableClient _table = azurite.Services.GetRequiredService<TableServiceClient>()
        .GetTableClient($"rows{Sample.Unique("t")[2..]}");

    public async Task InitializeAsync()
    {
        await _table.CreateAsync();
        foreach (var partition in new[] { "a", "b", "it's", "a or b" })
        {
            await _table.SubmitTransactionAsync(Enumerable.Range(0, 4).Select(row => new TableTransactionAction(
                TableTransactionActionType.Add, new TableEntity(partition, $"{row}") { ["Number"] = row })));
        }
    }

    public async Task DisposeAsync() => await _table.DeleteAsync();

    [Theory]
    [InlineData("PartitionKey eq 'a'", "a0 a1 a2 a3")]
    [InlineData("PartitionKey eq 'it''s' and RowKey ge '2'", "it's2 it's3")]
    [InlineData("PartitionKey eq 'a or b' and Number lt 1", "a or b0")]
    [InlineData("PartitionKey eq 'a' and RowKey eq '1' or PartitionKey eq 'b' and RowKey eq '2'", "a1 b2")]
    [InlineData("PartitionKey eq 'a' and (RowKey eq '1' or RowKey eq '3')", "a1 a3")]
    [InlineData("PartitionKey eq 'a' and not (RowKey eq '1')", "a0 a2 a3")]
    [InlineData("PartitionKey eq 'none'", "")]
    [InlineData("PartitionKey ge 'b' and PartitionKey lt 'c' and Number eq 3", "b3")]
    [InlineData("RowKey eq '0' and PartitionKey eq 'b'", "b0")]
    public async Task Should_find_the_rows_of_the_filter_in_order(string filter, string expected) =>
        Assert.Equal(
            expected,
            string.Join(' ', await _table.QueryAsync<TableEntity>(filter).Select(row => row.PartitionKey + row.RowKey).ToListAsync()));

    [Fact]
    public async Task Should_go_on_behind_a_page()
    {
        var pages = await _table.QueryAsync<TableEntity>("PartitionKey eq 'a'", maxPerPage: 3).AsPages()
            .Select(page => page.Values.Count).ToListAsync();
        Assert.Equal([3, 1], pages);
    }
}
