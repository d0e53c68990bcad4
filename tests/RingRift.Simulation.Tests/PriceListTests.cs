using RingRift.Simulation.Reporting;

namespace RingRift.Simulation.Tests;

public sealed class PriceListTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void The_file_should_name_date_and_source_of_every_price() =>
        Assert.All(PriceList.Read(PriceList.DefaultFile).Prices.Values, price =>
        {
            Assert.False(string.IsNullOrWhiteSpace(price.What) || string.IsNullOrWhiteSpace(price.Source));
            Assert.True(DateOnly.TryParseExact(price.Date, "yyyy-MM-dd", out _), price.Date);
        });

    [Theory]
    [InlineData("\"spotWorkerHour\"", "\"other\"", "spotWorkerHour")]
    [InlineData("\"usd\": 0.526", "\"usd\": -1", "regularWorkerHour")]
    public void When_a_price_is_missing_or_negative_should_name_it(string text, string instead, string named)
    {
        File.WriteAllText(_file, File.ReadAllText(PriceList.DefaultFile).Replace(text, instead, StringComparison.Ordinal));
        Assert.Contains($"price '{named}' is missing or negative", Assert.Throws<InvalidDataException>(() => PriceList.Read(_file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_multiply_use_by_price()
    {
        var cost = PriceList.Read(PriceList.DefaultFile).CostOf(new SimulationResult
        {
            Design = "d",
            Workers = 1,
            Hours = 10,
            Iterations = 1,
            Shards = 1,
            Games = 1,
            RepeatedGames = 0,
            Evictions = 0,
            MostWorkers = 1,
            SelfplayHours = 100,
            TrainingHours = 10,
            Useful = 1,
            MostFunctions = 1,
            FunctionGbSeconds = 1e6,
            FunctionCalls = 1_000_000,
            Deliveries = 1_000_000,
            TableRequests = 1e6,
            StageSeconds = new Dictionary<string, double>(),
            Resources = [new("queue a", 2000, 1, 10, 0), new("topic", 5000, 1, 99, 0)],
        });
        Assert.Equal([16, 5.26, 26.4, 1.2, 0.0144, 0.036], cost.Values.Select(value => Math.Round(value, 6)));
    }

    public void Dispose() => File.Delete(_file);
}
