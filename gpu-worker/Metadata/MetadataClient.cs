using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace RingRift.GpuWorker.Metadata;

/// <summary>
/// Speaks to the instance metadata service. It answers only requests with the header <c>Metadata</c> that come through no proxy.
/// </summary>
public sealed class MetadataClient : IDisposable
{
    private const string InstancePath = "/metadata/instance/compute?api-version=2021-02-01&format=json";
    private const string EventsPath = "/metadata/scheduledevents?api-version=2020-07-01";
    private readonly MetadataOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    /// <summary>A client for the service that the options name.</summary>
    public MetadataClient(IOptions<MetadataOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _time) = (options.Value, time);
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            BaseAddress = _options.Endpoint,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.Add("Metadata", "true");
    }

    /// <summary>What the service says about this machine.</summary>
    /// <exception cref="MetadataException">It does not answer, or something else answers in its place.</exception>
    public async Task<InstanceMetadata> InstanceAsync(CancellationToken cancellationToken)
    {
        var instance = await GetAsync<InstanceMetadata>(InstancePath, _options.DetectSeconds, cancellationToken);
        return string.IsNullOrEmpty(instance.Name) ? throw new MetadataException($"{_options.Endpoint} names no machine") : instance;
    }

    /// <summary>The scheduled events of this machine and its neighbours.</summary>
    /// <exception cref="MetadataException">There is no answer, or none that can be read.</exception>
    public Task<ScheduledEvents> EventsAsync(CancellationToken cancellationToken) =>
        GetAsync<ScheduledEvents>(EventsPath, _options.EventsSeconds, cancellationToken);

    /// <summary>Tells the platform that it need not wait any longer with events.</summary>
    /// <param name="events">The events.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MetadataException">The platform did not take it; it then waits as announced.</exception>
    public Task StartAsync(IEnumerable<ScheduledEvent> events, CancellationToken cancellationToken) => WithinAsync(
        _options.DetectSeconds,
        async limited =>
        {
            var body = new { StartRequests = events.Select(one => new { one.EventId }).ToArray() };
            using var answer = await _http.PostAsJsonAsync(EventsPath, body, JsonSerializerOptions.Default, limited);
            answer.EnsureSuccessStatusCode();
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private Task<TAnswer> GetAsync<TAnswer>(string path, double seconds, CancellationToken cancellationToken) => WithinAsync(
        seconds,
        async limited => await _http.GetFromJsonAsync<TAnswer>(path, JsonSerializerOptions.Default, limited)
            ?? throw new MetadataException($"{path} is empty"),
        cancellationToken);

    private async Task<TAnswer> WithinAsync<TAnswer>(
        double seconds, Func<CancellationToken, Task<TAnswer>> ask, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await ask(either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MetadataException($"{_options.Endpoint} did not answer within {seconds} s", e);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or NotSupportedException)
        {
            throw new MetadataException($"{_options.Endpoint}: {e.Message}", e);
        }
    }
}
