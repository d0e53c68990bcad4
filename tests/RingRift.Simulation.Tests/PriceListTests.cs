using RingRift.Simulation.Inputs;
using RingRift.Simulation.Reporting;

namespace RingRift.Simulation.Tests;

public sealed class PriceListTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void Should_name_date_and_address_of_every_price() =>
        Assert.All(PriceList.Read(PriceList.DefaultFile).Prices.Values, price =>
        {
            Assert.False(string.IsNullOrWhiteSpace(price.What));
            Assert.Matches(@"[a-z0-9-]+\.(com|dev)/\S+", price.Source);
            Assert.True(DateOnly.TryParseExact(price.Date, "yyyy-MM-dd", out _), price.Date);
        });

    [Fact]
    public void Should_mark_the_prices_that_only_others_report() =>
        Assert.Equal(["spotWorkerHour", "natGatewayHour"], PriceList.Read(PriceList.DefaultFile).Prices.Where(price => !price.Value.Confirmed).Select(price => price.Key));

    [Theory]
    [InlineData("\"spotWorkerHour\"", "\"other\"", "spotWorkerHour")]
    [InlineData("\"usd\": 0.526", "\"usd\": -1", "regularWorkerHour")]
    public void When_a_price_is_missing_or_negative_should_name_it(string text, string instead, string named)
    {
        File.WriteAllText(_file, File.ReadAllText(PriceList.DefaultFile).Replace(text, instead, StringComparison.Ordinal));
        Assert.Contains($"price '{named}' is missing or negative", Assert.Throws<InvalidDataException>(() => PriceList.Read(_file)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("{ \"prices\": 7 }")]
    public void When_the_file_holds_no_prices_should_name_it_and_end_with_1(string text)
    {
        File.WriteAllText(_file, text);
        Assert.Contains(_file, Assert.Throws<InvalidDataException>(() => PriceList.Read(_file)).Message, StringComparison.Ordinal);
        Assert.Equal(1, Run(_file));
    }

    [Fact]
    public void When_the_file_is_a_folder_or_missing_should_end_with_1()
    {
        Assert.Equal(1, Run(Path.GetTempPath()));
        Assert.Equal(1, Run(_file + ".missing"));
    }

    [Fact]
    public void Should_multiply_use_by_price()
    {
        var cost = PriceList.Read(PriceList.DefaultFile).CostOf(Result(), Deployment.Dev);
        var standing = PriceList.Read(PriceList.DefaultFile).StandingOf(Deployment.Dev).Values.Sum();
        Assert.Equal(
            [100 * (0.1492 + (9.6 / 730)), 10 * (0.526 + (9.6 / 730)), 26.4, 1.2, 0.144, 0.036, 0.0504, standing * 10 / 24],
            cost.Values,
            (expected, actual) => Math.Abs(expected - actual) < 1e-9);
    }

    [Fact]
    public void Should_add_up_what_an_idle_day_costs()
    {
        var list = PriceList.Read(PriceList.DefaultFile);
        Assert.Equal(
            [(17_280 * 2 * 0.000026) + (17_280 * 0.4 / 1e6), 0, 1.2, 2.76, 5 * 1.5 * 12 / 365, 0.1666],
            list.StandingOf(Deployment.Dev).Values,
            (expected, actual) => Math.Abs(expected - actual) < 1e-9);
        Assert.Equal(2 * 86_400 * 0.000004, list.StandingOf(Deployment.Prod)["functions kept warm"], 9);
    }

    private static int Run(string prices) =>
        (int)typeof(PriceList).Assembly.EntryPoint!.Invoke(null, [new[] { "--prices", prices, "--workers", "1", "--hours", "1" }])!;

    private static SimulationResult Result() => new()
    {
        Design = "d",
        Seed = 1,
        Workers = 1,
        Hours = 10,
        Iterations = 1,
        Lanes = 4,
        GamesPerShard = 1,
        Games = 1,
        RepeatedGames = 0,
        Starts = 1,
        Evictions = 0,
        MostWorkers = 1,
        SelfPlayHours = 100,
        TrainingHours = 10,
        Useful = 1,
        MostFunctions = 1,
        Deployment = "dev",
        FunctionMemoryShare = 0,
        FunctionGbSeconds = 1e6,
        FunctionCalls = 1_000_000,
        Deliveries = 1_000_000,
        TableRequests = 1e6,
        BlobWrites = 10_000,
        BlobReads = 1_000,
        StageSeconds = new Dictionary<string, double>(),
        Resources = [new("queue a", 2000, 1, 10, 0), new("topic", 5000, 1, 99, 0)],
    };

    public void Dispose() => File.Delete(_file);
}
