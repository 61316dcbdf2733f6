// The address of the official text follows from the citation; the addresses here were seen on public pages.
import { describe, expect, it } from 'vitest';
import { officialLinks, opinionLinks } from '../../scripts/law/official';

describe('the official address of a section', () => {
  it.each([
    ['NY', 'N.Y. RPAPL § 1371(2)-(3)', 'https://www.nysenate.gov/legislation/laws/RPA/1371'],
    [
      'CA',
      'Cal. Code Civ. Proc. § 580d(a)',
      'https://leginfo.legislature.ca.gov/faces/codes_displaySection.xhtml?lawCode=CCP&sectionNum=580d',
    ],
    ['AZ', 'A.R.S. § 33-814(G), (H)', 'https://www.azleg.gov/ars/33/00814.htm'],
    [
      'HI',
      'HRS § 667-38',
      'https://www.capitol.hawaii.gov/hrscurrent/Vol13_Ch0601-0676/HRS0667/HRS_0667-0038.htm',
    ],
    [
      'ID',
      'Idaho Code § 45-1512',
      'https://legislature.idaho.gov/statutesrules/idstat/Title45/T45CH15/SECT45-1512/',
    ],
    [
      'IL',
      '735 ILCS 5/15-1508(b)(2), (e)',
      'https://www.ilga.gov/legislation/ilcs/fulltext.asp?DocName=073500050K15-1508',
    ],
    ['KS', 'K.S.A. 60-2415(b)', 'https://ksrevisor.gov/statutes/chapters/ch60/060_024_0015.html'],
    [
      'MA',
      'Mass. Gen. Laws c. 244, § 17B',
      'https://malegislature.gov/Laws/GeneralLaws/PartIII/TitleIII/Chapter244/Section17B',
    ],
    ['ME', '14 M.R.S. § 6324', 'https://legislature.maine.gov/statutes/14/title14sec6324.html'],
    ['MI', 'MCL 600.3280', 'https://www.legislature.mi.gov/Laws/MCL?objectName=mcl-600-3280'],
    [
      'MT',
      'Mont. Code Ann. § 25-9-205',
      'https://mca.legmt.gov/bills/mca/title_0250/chapter_0090/part_0020/section_0050/0250-0090-0020-0050.html',
    ],
    [
      'NC',
      'N.C. Gen. Stat. § 45-21.36',
      'https://www.ncleg.gov/EnactedLegislation/Statutes/HTML/BySection/Chapter_45/GS_45-21.36.html',
    ],
    ['NH', 'N.H. Rev. Stat. § 479:25, I-II', 'https://gc.nh.gov/rsa/html/XLVIII/479/479-25.htm'],
    ['NV', 'NRS 40.455(3)', 'https://www.leg.state.nv.us/NRS/NRS-040.html#NRS040Sec455'],
    [
      'RI',
      'R.I. Gen. Laws § 34-27-4',
      'https://webserver.rilegislature.gov/Statutes/TITLE34/34-27/34-27-4.htm',
    ],
    ['SC', 'S.C. Code Ann. § 29-3-660', 'https://www.scstatehouse.gov/code/t29c003.php#29-3-660'],
    [
      'TX',
      'Tex. Prop. Code § 51.003(a)',
      'https://statutes.capitol.texas.gov/Docs/PR/htm/PR.51.htm#51.003',
    ],
    [
      'UT',
      'Utah Code § 57-1-32; Cox v. Green, 696 P.2d 1207 (Utah 1985)',
      'https://le.utah.gov/xcode/Title57/Chapter1/57-1-S32.html',
    ],
    ['VT', '12 V.S.A. § 4954(d)', 'https://legislature.vermont.gov/statutes/section/12/172/04954'],
    ['WA', 'RCW 61.24.100(1)', 'https://app.leg.wa.gov/RCW/default.aspx?cite=61.24.100'],
    [
      'US',
      '28 U.S.C. § 1961',
      'https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title28-section1961',
    ],
  ])('of %s is made from %s', (code, citation, url) => {
    expect(officialLinks(code, citation)).toEqual([url]);
  });

  it('is made for each section of a list', () => {
    const cite = 'https://app.leg.wa.gov/RCW/default.aspx?cite=';
    expect(officialLinks('WA', 'RCW 61.24.100(2), 61.24.030(4), 61.12.120')).toEqual(
      ['61.24.100', '61.24.030', '61.12.120'].map((section) => cite + section),
    );
    expect(officialLinks('SD', 'S.D. Codified Laws §§ 44-8-20, 44-8-22 to 44-8-25')).toHaveLength(
      3,
    );
  });

  it('is none for a case alone, or where the state has no page for a section', () => {
    expect(officialLinks('CA', 'Prunty v. Bank of America (1974) 37 Cal.App.3d 430')).toEqual([]);
    expect(officialLinks('GA', 'O.C.G.A. § 44-14-161(a)')).toEqual([]);
    expect(officialLinks('CT', 'Conn. Gen. Stat. § 99-1')).toEqual([]);
  });

  it('of a federal section is the same in every state', () => {
    expect(officialLinks('GA', 'see 12 U.S.C. § 1821(d)(14)')).toEqual([
      'https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title12-section1821',
    ]);
  });

  it('of an opinion is where its volume and page are found', () => {
    expect(
      opinionLinks(
        "Haygood v. First Nat'l Bank, 517 So. 2d 553 (Miss. 1987); In re X, 391 Mass. 1011",
      ),
    ).toEqual([
      'https://www.courtlistener.com/c/So.%202d/517/553/',
      'https://www.courtlistener.com/c/Mass./391/1011/',
    ]);
    expect(opinionLinks('N.Y. RPAPL § 1371(2)')).toEqual([]);
  });
});
