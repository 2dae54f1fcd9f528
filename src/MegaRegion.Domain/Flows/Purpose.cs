namespace MegaRegion.Domain.Flows;

/// <summary>Why something moves. The values are those of the public contract.</summary>
public enum Purpose : byte
{
    /// <summary>Not stated.</summary>
    Unspecified = 0,

    /// <summary>Business travel.</summary>
    Business = 1,

    /// <summary>Tourism.</summary>
    Tourism = 2,

    /// <summary>Private affairs, visits to family and friends.</summary>
    Private = 3,

    /// <summary>Travel to work or school.</summary>
    Commute = 4,

    /// <summary>A change of residence.</summary>
    Migration = 5,

    /// <summary>A term of work elsewhere (レンタル移籍, 出向).</summary>
    Secondment = 6,

    /// <summary>An event.</summary>
    Event = 7,

    /// <summary>Advice.</summary>
    Consultation = 8,

    /// <summary>Use by a member.</summary>
    Membership = 9,

    /// <summary>Making a prototype.</summary>
    Prototype = 10,

    /// <summary>Goods transport.</summary>
    Freight = 11,

    /// <summary>Trade between companies.</summary>
    Trade = 12,

    /// <summary>A purchase.</summary>
    Purchase = 13,

    /// <summary>An investment.</summary>
    Investment = 14,

    /// <summary>A donation.</summary>
    Donation = 15,

    /// <summary>A contribution to a campaign.</summary>
    Crowdfunding = 16,

    /// <summary>Research.</summary>
    Research = 17,

    /// <summary>A lesson from failure that is shared.</summary>
    LessonFromFailure = 18,

    /// <summary>A telephone call.</summary>
    Call = 19,

    /// <summary>Another purpose.</summary>
    Other = 20,
}
