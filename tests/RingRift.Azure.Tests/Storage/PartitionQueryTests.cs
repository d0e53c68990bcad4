using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Pipeline.Compliance;

namespace RingRift.Azure.Tests.Storage;

/// <summary>
/// Azurite answers queries of one partition, and of one row, from its index (eng/azurite/guard.js): what it answers is what it would answer
/// anyway.
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
    [InlineData("RowKey eq '3'", "a3 a or b3 b3 it's3")]
    [InlineData("RowKey ge '2' and RowKey lt '3' and (Number lt 0 or Number gt 1)", "a2 a or b2 b2 it's2")]
    [InlineData("PartitionKey ge 'b' and PartitionKey lt 'c' and RowKey eq '1'", "b1")]
    [InlineData("RowKey ge '2' and RowKey lt '3' or PartitionKey eq 'b' and RowKey eq '0'", "a2 a or b2 b0 b2 it's2")]
    [InlineData("PartitionKey eq 'b' and RowKey ge '1' and RowKey lt '3'", "b1 b2")]
    [InlineData("(RowKey ge '2' and RowKey lt '3') or ((RowKey eq '0'))", "a0 a2 a or b0 a or b2 b0 b2 it's0 it's2")]
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

    [Fact]
    public async Task Should_find_one_row_as_it_was_left()
    {
        await _table.UpdateEntityAsync(new TableEntity("a", "0") { ["Number"] = 10 }, ETag.All, TableUpdateMode.Replace);
        await _table.UpdateEntityAsync(new TableEntity("a", "1") { ["Name"] = "kept" }, ETag.All, TableUpdateMode.Merge);
        await _table.DeleteEntityAsync("a", "2", ETag.All);
        await _table.UpsertEntityAsync(new TableEntity("new", "0") { ["Number"] = 11 });
        Assert.Equal([10, 1, null, 3, 0, 11, null], await NumbersAsync("a0", "a1", "a2", "a3", "b0", "new0", "new1"));
        await _table.AddEntityAsync(new TableEntity("a", "2") { ["Number"] = 12 });
        Assert.Equal([12], await NumbersAsync("a2"));
    }

    [Fact]
    public async Task When_a_transaction_fails_should_find_each_row_as_it_was()
    {
        await Assert.ThrowsAsync<TableTransactionFailedException>(() => _table.SubmitTransactionAsync(
        [
            new TableTransactionAction(TableTransactionActionType.UpdateReplace, new TableEntity("a", "0") { ["Number"] = 10 }, ETag.All),
            new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity("a", "1"), ETag.All),
            new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("a", "9") { ["Number"] = 9 }),
            new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("a", "3") { ["Number"] = 3 }),
        ]));
        Assert.Equal([0, 1, 2, 3, null], await NumbersAsync("a0", "a1", "a2", "a3", "a9"));
        await _table.SubmitTransactionAsync(
        [
            new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity("a", "1"), ETag.All),
            new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("a", "9") { ["Number"] = 9 }),
        ]);
        Assert.Equal([null, 9], await NumbersAsync("a1", "a9"));
    }

    private async Task<List<int?>> NumbersAsync(params string[] keys)
    {
        var numbers = new List<int?>();
        foreach (var key in keys)
        {
            var row = await _table.GetEntityIfExistsAsync<TableEntity>(key[..^1], key[^1..]);
            numbers.Add(row.HasValue ? row.Value!.GetInt32("Number") : null);
        }

        return numbers;
    }
}
