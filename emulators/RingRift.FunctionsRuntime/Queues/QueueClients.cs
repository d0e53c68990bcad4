using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using RingRift.FunctionsRuntime.Settings;

namespace RingRift.FunctionsRuntime.Queues;

/// <summary>Opens queues of the account that a setting names.</summary>
/// <param name="configuration">Holds the connection strings.</param>
/// <param name="adjustments">Changes that a test makes to the client's options.</param>
internal sealed class QueueClients(IConfiguration configuration, IEnumerable<Action<QueueClientOptions>> adjustments)
{
    private const string DefaultConnection = "AzureWebJobsStorage";

    /// <summary>
    /// A queue client that leaves bodies as they are: decoding is the listener's, so that a body that is not Base64 is seen and kept.
    /// </summary>
    public QueueClient Open(string queue, string? connection, string function)
    {
        var setting = connection ?? DefaultConnection;
        var text = Find(setting)
            ?? throw new HostSettingsException(
                $"function {function}: setting {setting} is not set; it must be a storage connection string");

        // An older service version than the newest: it has all that queues need, and storage emulators accept it.
        var options = new QueueClientOptions(QueueClientOptions.ServiceVersion.V2024_08_04) { MessageEncoding = QueueMessageEncoding.None };
        foreach (var adjust in adjustments)
        {
            adjust(options);
        }

        try
        {
            return new QueueClient(text, queue, options);
        }
        catch (FormatException exception)
        {
            throw new HostSettingsException(
                $"function {function}: setting {setting} is not a storage connection string: {exception.Message}", exception);
        }
    }

    private string? Find(string name) =>
        NonEmpty(configuration[name])
        ?? NonEmpty(configuration[$"AzureWebJobs{name}"])
        ?? NonEmpty(configuration.GetConnectionString(name));

    private static string? NonEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
