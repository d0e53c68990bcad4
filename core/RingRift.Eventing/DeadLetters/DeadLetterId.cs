using System.Security.Cryptography;
using System.Text;

namespace RingRift.Eventing.DeadLetters;

/// <summary>
/// Ids of dead letters, <c>CONSUMER.HASH</c>: the consumer's name as far as keys of a store may hold it, and 128 bits of the SHA-256 of
/// consumer and event. The first part is the partition a letter is kept in.
/// </summary>
public static class DeadLetterId
{
    private const int HashBytes = 16;
    private const int MostPartitionCharacters = 100;

    /// <summary>The id of an event's dead letter for a consumer.</summary>
    /// <param name="consumer">Name of the consumer.</param>
    /// <param name="content">Id of the event, or the body when it has none.</param>
    public static string Of(string consumer, string content)
    {
        ArgumentNullException.ThrowIfNull(consumer);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{consumer}\n{content}")).AsSpan(0, HashBytes);
        return $"{PartitionOf(consumer)}.{Convert.ToHexStringLower(hash)}";
    }

    /// <summary>The partition of a consumer's letters: its name with every character but letters, digits, '-' and '_' replaced.</summary>
    public static string PartitionOf(string consumer)
    {
        ArgumentNullException.ThrowIfNull(consumer);
        var name = consumer.Length <= MostPartitionCharacters ? consumer : consumer[..MostPartitionCharacters];
        return name.Length == 0
            ? "_"
            : string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));
    }

    /// <summary>Takes an id apart; false when it is none.</summary>
    public static bool TrySplit(string id, out string partition, out string hash)
    {
        ArgumentNullException.ThrowIfNull(id);
        var dot = id.LastIndexOf('.');
        (partition, hash) = dot > 0 ? (id[..dot], id[(dot + 1)..]) : (string.Empty, string.Empty);
        return partition == PartitionOf(partition) && hash.Length == 2 * HashBytes && hash.All(char.IsAsciiHexDigitLower);
    }
}
